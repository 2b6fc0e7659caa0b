import { escapeFilter } from '../../text/escapes.ts'
import type { SeenFraming } from '../session.ts'

/** One line, message or piece that came on a lane and that no expectation has taken yet. */
export interface Unit {
  text: string
  /** Of what is no text. */
  readonly bytes?: Uint8Array
  /** Its end has come; else more of it may follow. */
  whole: boolean
  /** The terminal's echo of what was typed. */
  echo?: true
  /** Nothing has been expected of it, and it came in this turn. */
  fresh: boolean
  /** The first event behind it, by its index in the session. */
  readonly seen: number
}

/** What an actor received or printed, cut as its framing cuts it. `units` are unread; who takes some removes them. */
export interface Lane {
  readonly units: Unit[]
  /** Rows with what was typed into the terminal that have not come yet. */
  readonly echoes: string[]
  /** The unfinished line that was answered last. */
  prompt: string
  /** Cut bytes without any end of lines: `bytes` and `take` alone can be expected of them. */
  readonly raw: boolean
  push(bytes: Uint8Array, seen: number): void
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
// oxlint-disable-next-line no-control-regex -- these are no text that a person would write.
const control = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f]/

/** The text of bytes that a person would write as text; undefined for others. */
export function asText(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.decode(bytes)
    return control.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const unitOf = (bytes: Uint8Array, seen: number, whole = true): Unit => {
  const text = asText(bytes)
  const unit = { text: text ?? Buffer.from(bytes).toString('latin1'), whole, fresh: true, seen }
  return text === undefined ? { ...unit, bytes } : unit
}

/** The lane of a connection. */
export function connectionLane(framing: SeenFraming | undefined): Lane {
  const cut = cutterOf(framing)
  const units: Unit[] = []
  let rest = new Uint8Array(0)
  if (cut === undefined) {
    const push = (bytes: Uint8Array, seen: number): void => void units.push(unitOf(bytes, seen))
    return { units, echoes: [], prompt: '', raw: false, push }
  }
  const push = (bytes: Uint8Array, seen: number): void => {
    const from = dropRest(units)
    rest = joined(rest.subarray(rest.length - (from?.left ?? 0)), bytes)
    let first = from?.seen ?? seen
    for (let end = cut(rest); end !== undefined; end = cut(rest)) {
      units.push(unitOf(rest.slice(end.from, end.to), first))
      rest = rest.slice(end.next)
      first = seen
    }
    if (rest.length > 0) units.push({ ...unitOf(rest, first, false) })
  }
  return { units, echoes: [], prompt: '', raw: framing?.name === 'raw', push }
}

/** Takes the unfinished unit away, which is cut again with what follows: how much of it is unread, in bytes. */
function dropRest(units: Unit[]): { readonly left: number; readonly seen: number } | undefined {
  const last = units.at(-1)
  if (last === undefined || last.whole) return undefined
  units.pop()
  return { left: last.bytes?.length ?? Buffer.byteLength(last.text), seen: last.seen }
}

interface Cut {
  readonly from: number
  readonly to: number
  readonly next: number
}
type Cutter = (bytes: Uint8Array) => Cut | undefined

/** Where the first unit of these bytes ends; undefined for a transport that keeps messages. */
function cutterOf(framing: SeenFraming | undefined): Cutter | undefined {
  switch (framing?.name) {
    case 'message':
    case 'websocket':
      return undefined
    case 'raw':
      return () => undefined
    case 'length':
      return byLength(Number(framing.option))
    case 'crlf':
      return byDelimiter(Buffer.from('\r\n'))
    case 'delimiter':
      return byDelimiter(Buffer.from(String(framing.option)))
    default:
      return byLine
  }
}

const byLine: Cutter = (bytes) => {
  const at = bytes.indexOf(10)
  return at === -1 ? undefined : { from: 0, to: at > 0 && bytes[at - 1] === 13 ? at - 1 : at, next: at + 1 }
}

const byDelimiter =
  (delimiter: Buffer): Cutter =>
  (bytes) => {
    const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(delimiter)
    return at === -1 ? undefined : { from: 0, to: at, next: at + delimiter.length }
  }

const byLength =
  (size: number): Cutter =>
  (bytes) => {
    if (bytes.length < size) return undefined
    const length = Buffer.from(bytes).readUIntBE(0, size)
    return bytes.length < size + length ? undefined : { from: size, to: size + length, next: size + length }
  }

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat([first, second]))

/** Turns what a program writes to its terminal into the lines that its lane has in a run. */
export type TerminalText = (outlets: {
  readonly cols: number
  readonly rows: number
  print(text: string): void
  answer(bytes: string): void
}) => { feed(bytes: Uint8Array): void; resize(cols: number, rows: number): void; end(): void }

/** Turns bytes into text whose lines only grow. */
export interface ToText {
  feed(bytes: Uint8Array): string
  resize?(cols: number, rows: number): void
}

/** Of pipes: escape sequences are for display only. */
export function pipeText(): ToText {
  const filter = escapeFilter()
  const decoder = new TextDecoder()
  return { feed: (bytes) => filter.feed(decoder.decode(bytes, { stream: true })) }
}

export function screenText(terminalText: TerminalText, size: { readonly cols: number; readonly rows: number }): ToText {
  let printed = ''
  const text = terminalText({ ...size, print: (more) => void (printed += more), answer: () => {} })
  return {
    feed(bytes) {
      printed = ''
      text.feed(bytes)
      return printed
    },
    resize: (cols, rows) => text.resize(cols, rows),
  }
}

/** The lane of a program. */
export function programLane(toText: ToText): Lane {
  const units: Unit[] = []
  const echoes: string[] = []
  const append = (piece: string, seen: number): void => {
    const last = units.at(-1)
    if (last === undefined || last.whole) units.push({ text: piece, whole: false, fresh: true, seen })
    else {
      last.text += piece
      last.fresh = true
    }
  }
  const finish = (seen: number): void => {
    if (units.at(-1)?.whole !== false) units.push({ text: '', whole: false, fresh: true, seen })
    const unit = units.at(-1)!
    unit.whole = true
    unit.text = unit.text.replace(/\r$/, '')
    if (unit.text.trimEnd() !== echoes[0]) return
    echoes.shift()
    unit.echo = true
  }
  const push = (bytes: Uint8Array, seen: number): void => {
    for (const [index, piece] of toText.feed(bytes).split('\n').entries()) {
      if (index > 0) finish(seen)
      if (piece !== '') append(piece, seen)
    }
  }
  return { units, echoes, prompt: '', raw: false, push }
}
