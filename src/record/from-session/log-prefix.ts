const date = String.raw`(?:\d{4}[-/]\d\d[-/]\d\d|\d{1,2}[ /]\w{3}[ /]\d{4}:?|\w{3} +\d{1,2})[T ]?`
const time = String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|[+-]\d\d:?\d\d|[A-Z]{3,4})\b)?`
const seconds = String.raw`1\d{9}(?:\.\d+)?`
const pid = String.raw`\[\d+\]`
/** The process and the seconds since its start, as ngircd has them (`[4711:5    0]`), or the seconds alone (`[   12.345678]`). */
const counts = String.raw`\[ *\d+(?:[.:] *\d+)+(?: +\d+)?\]`

/** The time with which a log begins each line, and what stands beside it: the process (`123:M` of redis, `[123]` of postgres). */
const prefix = new RegExp(
  String.raw`^(?:[[(<]?(?:\d+:[A-Z] )?(?:(?:${date})?${time}|${seconds})[\])>]?:?(?:\s*${pid})?|${counts}):?\s+`,
)

/** A line of a log without the time before it; all of it where nothing else would be left. */
export const withoutLogPrefix = (line: string): string => {
  const rest = line.replace(prefix, '')
  return /\p{L}{2}/u.test(rest) ? rest : line
}
