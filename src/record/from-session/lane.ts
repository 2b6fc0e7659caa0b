import { FrameCutter, type Frame } from '../framing/frames.ts'
import { escapeFilter } from '../../text/escapes.ts'
import type { SeenFraming } from '../session.ts'

/** One line, message or piece that came on a lane and that no expectation has taken yet. */
export interface Unit {
  text: string
  /** Of what is no text. */
  readonly bytes?: Uint8Array
  /**
   * How it was sent, where that says how it is expected: a body behind its length has no line end, and bytes can only be expected at
   * their place.
   */
  readonly as?: 'body' | 'bytes'
  /** All that was sent for it, with what ended it; of a connection. */
  readonly sent?: Uint8Array
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
  /** Lines that were typed into the terminal in this turn, each with the last unit that had begun when Enter was pressed. */
  readonly typed: { readonly line: string; readonly after: Unit | undefined }[]
  /** The unfinished line that was answered last. */
  prompt: string
  /** Cut bytes without any end of lines: `bytes` and `take` alone can be expected of them. */
  readonly raw: boolean
  push(bytes: Uint8Array, seen: number, message?: 'text' | 'binary'): void
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

/** The lane of a connection. */
export function connectionLane(framing: SeenFraming | undefined): Lane {
  const cutter = new FrameCutter(framing ?? { name: 'line' })
  const keepsMessages = framing?.name === 'message' || framing?.name === 'websocket'
  const units: Unit[] = []
  const push = (bytes: Uint8Array, seen: number, message?: 'text' | 'binary'): void => {
    const rest = dropRest(units)
    const all = rest === undefined ? bytes : Buffer.concat([rest.bytes, bytes])
    // What a datagram or a message of a WebSocket is, was known when it was recorded.
    const kind = keepsMessages ? message : undefined
    for (const [index, frame] of cutter.cut(all).entries())
      units.push(unitOf(frame, index === 0 ? (rest?.seen ?? seen) : seen, kind))
  }
  return { units, echoes: [], typed: [], prompt: '', raw: framing?.name === 'raw', push }
}

function unitOf(frame: Frame, seen: number, message?: 'text' | 'binary'): Unit {
  const { type, bytes: sent } = frame
  const of = { whole: type !== 'text', fresh: true, seen, sent }
  if (message === 'binary') return { ...of, text: latin1(sent), bytes: sent, as: 'bytes' }
  if (message === 'text') return { ...of, text: Buffer.from(sent).toString() }
  if (type === 'bytes') return { ...of, text: latin1(sent), bytes: sent }
  if (type !== 'body') return { ...of, text: frame.text, ...(control.test(frame.text) ? { bytes: sent } : {}) }
  const { text } = frame
  return { ...of, as: type, text: text ?? latin1(sent), ...(text === undefined ? { bytes: sent } : {}) }
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Takes the unfinished unit away, which is cut again with what follows: what of it is unread. */
function dropRest(units: Unit[]): { readonly bytes: Uint8Array; readonly seen: number } | undefined {
  const last = units.at(-1)
  if (last === undefined || last.whole) return undefined
  units.pop()
  return { bytes: last.sent ?? Buffer.from(last.text), seen: last.seen }
}

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
  return { units, echoes, typed: [], prompt: '', raw: false, push }
}
