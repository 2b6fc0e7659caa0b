import type { Event, RawRow, Status } from '../../model/event.ts'
import type { Problem } from '../../model/problem.ts'
import { recordingVersion } from './encode.ts'
import {
  isCount,
  isFields,
  isLane,
  isMark,
  isMicros,
  isNamedRow,
  isOmitted,
  isStatus,
  isStep,
  isStyledRun,
  sizeOf,
  type Fields,
} from './fields.ts'

/** Bytes of the file beside the recording, read when somebody asks for them. */
export type ReadBeside = (from: number, length: number) => Uint8Array

const nothingBeside: ReadBeside = () => new Uint8Array()

/**
 * A recording's events, up to the first line that cannot be read. The last line of a run that died in the middle of it has
 * no newline and is left out without a word; anything else unreadable is a problem with its place.
 */
export function decodeRecording(
  text: string,
  file: string,
  beside = nothingBeside,
): { events: Event[]; problem?: Problem } {
  const events: Event[] = []
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const decoded = decodeEvent(text.slice(start, end), beside)
    const unreadable =
      typeof decoded === 'string' ? decoded : events.length === 0 && decoded.type !== 'begun' ? noBeginning : undefined
    if (unreadable !== undefined) {
      if (newline === -1 && events.length > 0) break
      const hint = 'recordings are written by “scenario run”; run the scenario again to get a new one'
      return {
        events,
        problem: { code: 'recording-unreadable', message: unreadable, span: { file, start, end }, hint },
      }
    }
    events.push(decoded as Event)
    start = end + 1
  }
  if (events.length > 0) return { events }
  return {
    events,
    problem: { code: 'recording-unreadable', message: 'the recording is empty', span: { file, start: 0, end: 0 } },
  }
}

const noBeginning = 'this is not the beginning of a recording'
const notAnEvent = 'this line is not an event of a recording'

/** The inverse of `encodeEvent`; a sentence when the line is none. */
export function decodeEvent(line: string, beside = nothingBeside): Event | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'this line is not JSON'
  }
  if (!isFields(value) || !isMicros(value['t'])) return notAnEvent
  if ('recording' in value && value['recording'] !== recordingVersion) {
    return `this recording has version ${String(value['recording'])}, and only version ${recordingVersion} can be read`
  }
  return eventOf(value, value['t'], beside) ?? notAnEvent
}

function eventOf(line: Fields, at: number, beside: ReadBeside): Event | undefined {
  if ('recording' in line) return begunOf(line)
  const { lane, line: number, verb } = line
  if ('row' in line) {
    const row = rowOf(line['row'])
    return row && { type: 'row', at, row }
  }
  if (isCount(line['step']) && isCount(number) && typeof verb === 'string') {
    const { file } = line
    return { type: 'step', at, index: line['step'], line: number, verb, ...(typeof file === 'string' && { file }) }
  }
  if (isStatus(line['verdict'])) return verdictOf(line, line['verdict'], at)
  return typeof lane === 'string' ? onLane(line, lane, at, beside) : undefined
}

function verdictOf({ lane, line, verb, message, named }: Fields, status: Status, at: number): Event {
  return {
    type: 'verdict',
    at,
    status,
    ...(typeof message === 'string' && { message }),
    ...(typeof lane === 'string' && { lane }),
    ...(isCount(line) && { line }),
    ...(typeof verb === 'string' && { verb }),
    ...(Array.isArray(named) && named.every(isNamedRow) && { named }),
  }
}

function onLane(line: Fields, lane: string, at: number, beside: ReadBeside): Event | undefined {
  const { stream, times, words, teardown } = line
  if (typeof line['printed'] === 'string') return { type: 'printed', at, lane, line: line['printed'] }
  if (typeof line['event'] === 'string' && typeof words === 'string') {
    return { type: 'event', at, lane, name: line['event'], words, ...(teardown === true && { teardown }) }
  }
  const size = sizeOf(line['terminal'])
  if (size !== undefined) return { type: 'terminal-size', at, lane, ...size }
  const bytes = bytesIn(line['received'] ?? line['sent'] ?? line['terminal'], beside)
  if (bytes === undefined) return undefined
  if ('terminal' in line) return Object.assign(bytes, { type: 'terminal' as const, at, lane })
  if ('received' in line)
    return Object.assign(bytes, { type: 'received' as const, at, lane, ...(typeof stream === 'string' && { stream }) })
  return Object.assign(bytes, { type: 'sent' as const, at, lane, ...(isCount(times) && { times }) })
}

/** Most bytes stand in the line, as a value; those of a file beside the recording may be many, and are read when they are needed, by a getter. */
function bytesIn(value: unknown, beside: ReadBeside): { readonly bytes: Uint8Array } | undefined {
  const bytes = bytesOf(value)
  if (bytes !== undefined) return { bytes }
  if (!isFields(value)) return undefined
  const { from, length } = value
  if (!isCount(from) || !isCount(length)) return undefined
  return {
    get bytes() {
      return beside(from, length)
    },
  }
}

function begunOf({ scenario, file, wall, lanes }: Fields): Event | undefined {
  if (typeof scenario !== 'string' || typeof file !== 'string' || typeof wall !== 'string') return undefined
  if (!Array.isArray(lanes) || !lanes.every(isLane)) return undefined
  return { type: 'begun', at: 0, scenario, file, wall, lanes }
}

function rowOf(value: unknown): RawRow | undefined {
  if (!isFields(value)) return undefined
  const { lane, mark, at, step, instance, dropped, omitted, bytes, styles } = value
  const text = bytes === true ? bytesOf(value['text']) : value['text']
  if (typeof lane !== 'string' || !isMark(mark) || !isMicros(at) || !isStep(step)) return undefined
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) return undefined
  return {
    lane,
    mark,
    text,
    at,
    step,
    ...(isCount(instance) && { instance }),
    ...(dropped === true && { dropped }),
    ...(isOmitted(omitted) && { omitted }),
    ...(Array.isArray(styles) && styles.every(isStyledRun) && { styles }),
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return new Uint8Array(Buffer.from(value, 'utf8'))
  if (!isFields(value) || typeof value['base64'] !== 'string') return undefined
  return new Uint8Array(Buffer.from(value['base64'], 'base64'))
}
