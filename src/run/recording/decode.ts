import type { Event, LaneInfo, Mark, NamedRow, Status, RawRow } from '../../model/event.ts'
import type { StyledRun, TerminalSize } from '../../model/screen.ts'
import type { Problem } from '../../model/problem.ts'
import { recordingVersion } from './encode.ts'

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
  if (!isRecord(value) || typeof value['t'] !== 'number') return notAnEvent
  if ('recording' in value && value['recording'] !== recordingVersion) {
    return `this recording has version ${String(value['recording'])}, and only version ${recordingVersion} can be read`
  }
  return eventOf(value, value['t'], beside) ?? notAnEvent
}

type Line = Readonly<Record<string, unknown>>

function eventOf(line: Line, at: number, beside: ReadBeside): Event | undefined {
  if ('recording' in line) return begunOf(line)
  const { lane, line: number, verb } = line
  if ('row' in line) {
    const row = rowOf(line['row'])
    return row && { type: 'row', at, row }
  }
  if (typeof line['step'] === 'number' && typeof number === 'number' && typeof verb === 'string') {
    const { file } = line
    return { type: 'step', at, index: line['step'], line: number, verb, ...(typeof file === 'string' && { file }) }
  }
  if (isStatus(line['verdict'])) return verdictOf(line, line['verdict'], at)
  return typeof lane === 'string' ? onLane(line, lane, at, beside) : undefined
}

function verdictOf({ lane, line, verb, message, named }: Line, status: Status, at: number): Event {
  return {
    type: 'verdict',
    at,
    status,
    ...(typeof message === 'string' && { message }),
    ...(typeof lane === 'string' && { lane }),
    ...(typeof line === 'number' && { line }),
    ...(typeof verb === 'string' && { verb }),
    ...(Array.isArray(named) && named.every(isNamedRow) && { named }),
  }
}

function onLane(line: Line, lane: string, at: number, beside: ReadBeside): Event | undefined {
  const { stream, times, words, teardown } = line
  if (typeof line['printed'] === 'string') return { type: 'printed', at, lane, line: line['printed'] }
  if (typeof line['event'] === 'string' && typeof words === 'string') {
    return { type: 'event', at, lane, name: line['event'], words, ...(teardown === true && { teardown }) }
  }
  const size = sizeOf(line['terminal'])
  if (size !== undefined) return { type: 'terminal-size', at, lane, ...size }
  const read = readerOf(line['received'] ?? line['sent'] ?? line['terminal'], beside)
  if (read === undefined) return undefined
  const bytes = {
    get bytes() {
      return read()
    },
  }
  if ('terminal' in line) return Object.assign(bytes, { type: 'terminal' as const, at, lane })
  if ('received' in line)
    return Object.assign(bytes, { type: 'received' as const, at, lane, ...(typeof stream === 'string' && { stream }) })
  return Object.assign(bytes, { type: 'sent' as const, at, lane, ...(typeof times === 'number' && { times }) })
}

function sizeOf(value: unknown): TerminalSize | undefined {
  if (!isRecord(value)) return undefined
  const { columns, rows, resized } = value
  if (!isOffset(columns) || !isOffset(rows)) return undefined
  return { columns, rows, ...(resized === true && { resized }) }
}

/** Most bytes stand in the line; those of a file beside the recording may be many, and are read when they are needed. */
function readerOf(value: unknown, beside: ReadBeside): (() => Uint8Array) | undefined {
  const bytes = bytesOf(value)
  if (bytes !== undefined) return () => bytes
  if (!isRecord(value)) return undefined
  const { from, length } = value
  return isOffset(from) && isOffset(length) ? () => beside(from, length) : undefined
}

function begunOf({ scenario, file, wall, lanes }: Line): Event | undefined {
  if (typeof scenario !== 'string' || typeof file !== 'string' || typeof wall !== 'string') return undefined
  if (!Array.isArray(lanes) || !lanes.every(isLane)) return undefined
  return { type: 'begun', at: 0, scenario, file, wall, lanes }
}

function rowOf(value: unknown): RawRow | undefined {
  if (!isRecord(value)) return undefined
  const { lane, mark, at, step, instance, dropped, omitted, bytes, styles } = value
  const text = bytes === true ? bytesOf(value['text']) : value['text']
  if (typeof lane !== 'string' || !isMark(mark) || typeof at !== 'number' || typeof step !== 'number') return undefined
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) return undefined
  return {
    lane,
    mark,
    text,
    at,
    step,
    ...(typeof instance === 'number' && { instance }),
    ...(dropped === true && { dropped }),
    ...(isOmitted(omitted) && { omitted }),
    ...(Array.isArray(styles) && styles.every(isStyledRun) && { styles }),
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return new Uint8Array(Buffer.from(value, 'utf8'))
  if (!isRecord(value) || typeof value['base64'] !== 'string') return undefined
  return new Uint8Array(Buffer.from(value['base64'], 'base64'))
}

const isRecord = (value: unknown): value is Line => typeof value === 'object' && value !== null && !Array.isArray(value)
const isOffset = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isMark = (value: unknown): value is Mark =>
  typeof value === 'string' && value.length === 1 && '|~!>*=#'.includes(value)
const isStatus = (value: unknown): value is Status =>
  value === 'passed' || value === 'failed' || value === 'broken' || value === 'skipped'
const isLane = (value: unknown): value is LaneInfo =>
  isRecord(value) && ['lane', 'kind', 'command'].every((key) => typeof value[key] === 'string')
const isStyledRun = (value: unknown): value is StyledRun =>
  isRecord(value) && typeof value['start'] === 'number' && typeof value['end'] === 'number' && isRecord(value['style'])
const isNamedRow = (value: unknown): value is NamedRow =>
  isRecord(value) &&
  typeof value['at'] === 'number' &&
  ['lane', 'text', 'shown'].every((key) => typeof value[key] === 'string')
const isOmitted = (value: unknown): value is NonNullable<RawRow['omitted']> =>
  isRecord(value) &&
  typeof value['lines'] === 'number' &&
  typeof value['bytes'] === 'number' &&
  typeof value['sha256'] === 'string'
