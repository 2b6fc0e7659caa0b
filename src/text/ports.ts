export const wordCharacter = String.raw`[\p{L}\p{N}_]`

/** A whole number: no part of a word, of a longer number or of a decimal fraction. For the `u` flag. */
export const wholeNumber = String.raw`(?<!${wordCharacter}|\d[.])\d+(?!${wordCharacter}|[.]\d)`

/** A source of these made for a text that is all ASCII: to compile Unicode's classes takes most of a millisecond. */
export const inAscii = (source: string): string => source.replaceAll(String.raw`\p{L}\p{N}_`, String.raw`\w`)

/** So much of the text beside a number shows what the number is. */
const beside = 40

/** `:9000`, `port 9000`, `"port":9000`, `--port=9000`, `localhost 9000`, `127.0.0.1 9000`, `'127.0.0.1', 9000`. */
const portBefore =
  /(?:(?<!["']):|ports?["']?(?:\s*[:=#]\s*|\s+(?:is\s+|no\.?\s+|number\s+)?)["']?|(?:localhost|\b\d{1,3}(?:\.\d{1,3}){3}|::1)["')\]]?,?\s+)$/i
/** `9000/tcp`. */
const portAfter = /^\/(?:tcp|udp)\b/i
/** `pid 9000`, `PID: 9000`, `process 9000`, `sshd[9000`. */
const otherBefore = /(?:\b(?:p|tg?|pg)id|\bprocess|\bthread)["']?[\s:=#]+["']?$|\w\[$/i
/** `9000 ms`, `9000 bytes`, `9000 %`. */
const otherAfter =
  /^ ?(?:%|(?:[kMGT]i?)?B\b|bytes?\b|octets?\b|[nµμum]?s\b|(?:milli|micro|nano)?sec(?:ond)?s?\b|minutes?\b|hours?\b|characters?\b|lines?\b|rows?\b|times\b)/

/**
 * True when the whole number at [start, end) of a text, which equals a port, stands for that port. What is written beside it
 * decides. Where nothing is, it is the port unless it is `doubtful`: something else in this run has the same number.
 */
export function standsAsPort(text: string, start: number, end: number, doubtful: boolean): boolean {
  const before = text.slice(Math.max(0, start - beside), start)
  const after = text.slice(end, end + beside)
  if (otherBefore.test(before)) return false
  return portBefore.test(before) || portAfter.test(after) || (!doubtful && !otherAfter.test(after))
}

/** The whole numbers of four and five digits, as ports are, that stand in a text. */
export const portsWrittenIn = (text: string): readonly string[] => text.match(/(?<!\d)\d{4,5}(?!\d)/g) ?? []
