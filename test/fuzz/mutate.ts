/** Numbers below a limit, the same for the same seed (mulberry32), so that a finding can be tried again. */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed | 0
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** Pieces of YAML and of the language, and values that nobody expects where they are put; each line has many, with ¦ between. */
const pieces = [
  ':¦: ¦ ¦\n¦  ¦\t¦-¦- ¦,¦{¦}¦[¦]¦"¦\'¦|¦>¦&a¦*a¦<<: ¦#¦%¦!¦!!int ¦?¦~',
  '${¦}¦${x}¦${server.port}¦${env.HOME}¦$${¦${${x}}¦${free-port.a}¦${n}¦${tmp}¦${.}¦${a.b.c}',
  '/¦/(/¦/a+/¦/(?<x>.)/¦/(a+)+$/¦/[/¦/\\n/¦/x/gg¦\\¦\\u0000¦\u0000¦\ud800¦\u00e9¦\u202e¦\ufeff¦\r¦\u001b',
  '0¦-1¦70000¦1e999¦0x10¦007¦null¦true¦NaN¦.inf¦5s¦-5s¦1e9s¦99999999999999999999¦64KiB¦2001-01-01',
  '__proto__¦constructor¦toString¦hasOwnProperty¦length¦prototype',
  'steps¦actors¦include¦repeat¦each¦times¦within¦as¦next¦without¦stream¦framing¦count¦expect¦send¦let¦set¦check',
  'vars¦files¦limits¦forbid¦mask¦only¦skip¦plugins¦tags¦rows¦strict¦tail¦eol¦event¦one-of¦any-order¦lines¦bytes¦take¦json',
  'in-order¦write¦append¦remove¦screen¦starttls¦not¦for¦times¦at-least¦nth¦optional¦until¦idle¦apart¦exactly¦ignoring',
  'key¦paste¦ctrl-c¦up¦enter¦stdin¦uses¦fails¦known-bug¦env¦rules¦when¦on¦reply¦in¦go¦close¦ignore¦certificate¦latest¦still',
  'server¦client¦server#1¦server#0¦server#client¦server#-1¦#¦telnet¦program¦tcp-client¦proxy¦udp¦file¦tls-server',
].flatMap((joined) => joined.split('¦'))

type Change = (text: string, next: (limit: number) => number, others: readonly string[]) => string

const changes: readonly Change[] = [
  (text, next) => put(text, next(text.length + 1), 0, pieces[next(pieces.length)] ?? ''),
  (text, next) => put(text, next(text.length + 1), next(12), pieces[next(pieces.length)] ?? ''),
  (text, next) => put(text, next(text.length + 1), 1 + next(30), ''),
  (text, next) => put(text, next(text.length + 1), 0, String.fromCharCode(next(next(3) === 0 ? 0xffff : 128))),
  // A word for another; more often, since a file that is no YAML is seen no further.
  (text, next) => onWord(text, next, () => pieces[next(pieces.length)] ?? ''),
  (text, next, others) => onWord(text, next, () => wordOf(others, next)),
  (text, next, others) => onWord(text, next, () => wordOf(others, next)),
  (text, next) => onWord(text, next, () => pieces[next(pieces.length)] ?? ''),
  (text, next) => onWord(text, next, (word) => word.slice(0, -1)),
  (text, next) => onWord(text, next, (word) => word.repeat(1 + next(4))),
  // Whole lines: gone, twice, elsewhere, deeper, or from another scenario.
  (text, next) => onLines(text, next, (lines, at) => lines.splice(at, 1 + next(3))),
  (text, next) => onLines(text, next, (lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  (text, next) => onLines(text, next, (lines, at) => lines.splice(next(lines.length), 0, ...lines.splice(at, 1))),
  (text, next) =>
    onLines(text, next, (lines, at) => lines.splice(at, 1, `${' '.repeat(next(5))}${lines[at]?.trimStart()}`)),
  (text, next, others) => {
    const other = (others[next(others.length)] ?? '').split('\n')
    const from = next(other.length)
    return onLines(text, next, (lines, at) => lines.splice(at, next(2), ...other.slice(from, from + 1 + next(4))))
  },
]

const put = (text: string, at: number, remove: number, piece: string): string =>
  text.slice(0, at) + piece + text.slice(at + remove)

function onWord(text: string, next: (limit: number) => number, change: (word: string) => string): string {
  const words = [...text.matchAll(/[\w.#$/-]+/g)]
  const word = words[next(Math.max(1, words.length))]
  return word === undefined ? text : put(text, word.index, word[0].length, change(word[0]))
}

/** A word of any scenario. */
function wordOf(texts: readonly string[], next: (limit: number) => number): string {
  const words = (texts[next(texts.length)] ?? '').match(/[\w.#$/-]+/g) ?? ['']
  return words[next(words.length)] ?? ''
}

function onLines(
  text: string,
  next: (limit: number) => number,
  change: (lines: string[], at: number) => unknown,
): string {
  const lines = text.split('\n')
  change(lines, next(lines.length))
  return lines.join('\n')
}

/** A text with one change more, as in another scenario with one. */
export const changed = (text: string, texts: readonly string[], next: (limit: number) => number): string =>
  changes[next(changes.length)]?.(text, next, texts) ?? text

/** A scenario with one to four things wrong in it, none of them on purpose. */
export function mutated(texts: readonly string[], seed: number): string {
  const next = numbersFrom(seed)
  let text = texts[next(texts.length)] ?? ''
  const times = 1 + next(4)
  for (let time = 0; time < times; time++) text = changed(text, texts, next)
  return text
}
