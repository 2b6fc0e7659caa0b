import type { LaneInfo, Mark, NamedRow, RawRow, Status } from '../../model/event.ts'
import type { Style, StyledRun, TerminalSize } from '../../model/screen.ts'

/** A recording may come from anywhere, so that each field is looked at before anything is drawn of it. */
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'

/** How many, or at which place: a whole number, not negative. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
/** Microseconds since the start, which all clocks and calendars can show. */
export const isMicros = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER
/** The index of a step, or -1 for none. */
export const isStep = (value: unknown): value is number => value === -1 || isCount(value)

export const isMark = (value: unknown): value is Mark =>
  isText(value) && value.length === 1 && '|~!>*=#'.includes(value)
export const isStatus = (value: unknown): value is Status =>
  value === 'passed' || value === 'failed' || value === 'broken' || value === 'skipped'

const roles: ReadonlySet<unknown> = new Set<LaneInfo['role']>([
  undefined,
  'server',
  'client',
  'program',
  'proxy',
  'peer',
])
export const isLane = (value: unknown): value is LaneInfo =>
  isFields(value) &&
  ['lane', 'kind', 'command'].every((key) => isText(value[key])) &&
  (value['count'] === undefined || isCount(value['count'])) &&
  roles.has(value['role']) &&
  (value['to'] === undefined || (Array.isArray(value['to']) && value['to'].every(isText))) &&
  (value['ansi'] === undefined || value['ansi'] === 'keep')

/** UTF-16 units of a row; no screen has as many. */
const longestRow = 100_000
export const isStyledRun = (value: unknown): value is StyledRun =>
  isFields(value) &&
  isCount(value['start']) &&
  isCount(value['end']) &&
  value['end'] <= longestRow &&
  isStyle(value['style'])

const isStyle = (value: unknown): value is Style =>
  isFields(value) && [value['color'], value['background']].every((colour) => colour === undefined || isText(colour))

export const isNamedRow = (value: unknown): value is NamedRow =>
  isFields(value) && isMicros(value['at']) && ['lane', 'text', 'shown'].every((key) => isText(value[key]))

export const isOmitted = (value: unknown): value is NonNullable<RawRow['omitted']> =>
  isFields(value) && isCount(value['lines']) && isCount(value['bytes']) && isText(value['sha256'])

/** The system keeps the cells of a terminal in 16 bits each (ioctl_tty(2), TIOCGWINSZ). */
const mostCells = 0xffff
export function sizeOf(value: unknown): TerminalSize | undefined {
  if (!isFields(value)) return undefined
  const { columns, rows, resized } = value
  if (!isCount(columns) || !isCount(rows) || Math.max(columns, rows) > mostCells) return undefined
  return { columns, rows, ...(resized === true && { resized }) }
}
