import fs from 'node:fs'
import { printable } from '../text/printable.ts'

/** Where a scenario was when its recording stopped. */
export interface LastSeen {
  /** Absolute. */
  readonly recording: string
  /** The last step and the last event, in words. */
  readonly words: string
}

/** Bytes at the end of a recording in which its last step and event are looked for. */
const tail = 64 * 1024

/** The file that stands there, as one that replaces it does not: a run makes a new one. */
export function identityOf(file: string): number | undefined {
  try {
    return fs.statSync(file).ino
  } catch {
    return undefined
  }
}

/** What the recording says last; undefined where the run has not made one, since what stood there `before` is another run's. */
export function lastSeen(recording: string, before: number | undefined): LastSeen | undefined {
  const now = identityOf(recording)
  if (now === undefined || now === before) return undefined
  const events = eventsAt(recording)
  const step = events.findLast((event) => typeof event['verb'] === 'string' && 'line' in event)
  // A process that is not ended at once may still take everything down.
  const last = events.findLast((event) => typeof event['lane'] === 'string' && event['teardown'] !== true)
  const words = [
    step === undefined
      ? 'it had begun no step'
      : `its last step was “${String(step['verb'])}” at line ${String(step['line'])}`,
    ...(last === undefined ? [] : [`the last that was recorded: ${wordsOf(last)}`]),
  ]
  return { recording, words: printable(words.join('; ')) }
}

type Recorded = Readonly<Record<string, unknown>>

/** The events in the last bytes of a recording; its last line, which may have been cut off, is left out then. */
function eventsAt(recording: string): readonly Recorded[] {
  const [, ...lines] = `\n${textAtEnd(recording)}`.split('\n')
  return lines.flatMap((line) => {
    try {
      const event = JSON.parse(line) as Recorded | null
      return typeof event === 'object' && event !== null ? [event] : []
    } catch {
      return []
    }
  })
}

function textAtEnd(recording: string): string {
  try {
    const descriptor = fs.openSync(recording, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK)
    try {
      const { size } = fs.fstatSync(descriptor)
      const bytes = Buffer.alloc(Math.min(size, tail))
      return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, bytes.length, size - bytes.length)).toString('utf8')
    } finally {
      fs.closeSync(descriptor)
    }
  } catch {
    return ''
  }
}

/** Characters of what was received, sent or printed. */
const shownText = 60

/** `client received “Hello client!”`, `server: listening on localhost:9000`. */
function wordsOf(event: Recorded): string {
  const { lane, words } = event
  if (typeof words === 'string') return `${String(lane)}: ${words}`
  const what = ['received', 'sent', 'printed'].find((name) => name in event) ?? 'received'
  const content = event[what]
  const text = typeof content === 'string' ? content.trimEnd() : 'bytes'
  return `${String(lane)} ${what} “${text.length > shownText ? `${text.slice(0, shownText)}…` : text}”`
}
