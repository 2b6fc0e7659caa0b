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
const portsWrittenIn = (text: string): readonly string[] => text.match(/(?<!\d)\d{4,5}(?!\d)/g) ?? []

/** So many numbers are searched for one by one before all that stand there are listed: a long text may have thousands, and few are asked for. */
const few = 16

/** The whole numbers of four and five digits, as ports are, that stand in some texts. */
export class WrittenPorts {
  readonly #texts: readonly string[]
  readonly #asked = new Map<string, boolean>()
  #all: ReadonlySet<string> | undefined

  constructor(texts: readonly string[]) {
    this.#texts = texts
  }

  has(number: string): boolean {
    let is = this.#asked.get(number)
    if (is === undefined) this.#asked.set(number, (is = this.#look(number)))
    return is
  }

  #look(number: string): boolean {
    if (this.#all === undefined && this.#asked.size < few) return this.#texts.some((text) => standsIn(text, number))
    this.#all ??= new Set(this.#texts.flatMap(portsWrittenIn))
    return this.#all.has(number)
  }
}

const port = /^\d{4,5}$/
const isDigit = (character: string): boolean => character >= '0' && character <= '9'

function standsIn(text: string, number: string): boolean {
  if (!port.test(number)) return false
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1))
    if (!isDigit(text.charAt(at - 1)) && !isDigit(text.charAt(at + number.length))) return true
  return false
}
