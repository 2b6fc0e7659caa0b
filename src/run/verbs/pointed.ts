import type { RawRow } from '../../model/event.ts'
import type { CompiledBytes, CompiledSequence, CompiledSet } from '../../model/matcher.ts'
import type { Problem } from '../../model/problem.ts'
import type { Failure, Nearest } from '../../model/result.ts'
import type { Span } from '../../model/span.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { decodeText, encodeText } from '../../text/byte-text.ts'
import { firstDifference } from './first-difference.ts'
import { unreadOn } from '../failure/failing.ts'
import { markOf } from '../lane/in-row.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { comparedWith, nearestOf, type Sought } from '../failure/nearest.ts'

/** What of an expectation was not met: of many lines the one that differs, of a long text its line. */
export interface Pointed {
  readonly wanted: string
  /** What a near miss may be of. */
  readonly sought: readonly Sought[]
  readonly span?: Span
  readonly nearest?: Nearest
  readonly received?: Pick<Failure, 'lane' | 'received' | 'receivedOmitted' | 'receivedRest'>
  readonly why?: string
}

/** Rows around the one that differs. */
const around = 3

export function pointAt(run: ExpectationRun, code: Problem['code'] | undefined): Pointed {
  const { compiled } = run
  switch (compiled.on) {
    case 'line':
      return { wanted: compiled.shown, sought: [compiled] }
    case 'sequence':
      return ofSequence(run, compiled, code === 'expectation-violated')
    case 'set':
      return ofSet(run, compiled)
    case 'choice':
      return {
        wanted: compiled.shown,
        sought: compiled.options.flatMap((option) => (option.on === 'line' ? [option] : [])),
      }
    case 'bytes':
      return compiled.shows === 'text' && compiled.near !== undefined && code === 'expectation-violated'
        ? ofText(run, compiled, compiled.near)
        : { wanted: compiled.shown, sought: compiled.shows === 'text' ? [compiled] : [] }
    default:
      return { wanted: compiled.shown, sought: [] }
  }
}

/** `lines`: the line that is another one, or has not come. */
function ofSequence(run: ExpectationRun, compiled: CompiledSequence, differs: boolean): Pointed {
  const { lines, shown } = compiled
  const line = lines[run.met]
  if (line === undefined || lines.length === 1) return { wanted: shown, sought: lines }
  const span = itemSpan(run, run.met)
  const wanted = `line ${run.met + 1} of ${lines.length}: ${line.shown}`
  const pointed = { wanted, sought: [{ ...line, shown: wanted }], ...(span === undefined ? {} : { span }) }
  if (!differs) return pointed
  const rows = unreadOn(run.lane, [run.stream])
  const { recent, since } = run.lane.rows
  const received = [...recent.slice(-around), ...rows.slice(0, around)]
  const text = rows[0]?.text
  const nearest =
    line.near !== undefined && typeof text === 'string'
      ? comparedWith(line.near, text, wanted)
      : nearestOf(pointed.sought, rows.slice(0, 1))
  return {
    ...pointed,
    ...(nearest === undefined ? {} : { nearest }),
    received: {
      ...shownRows(run, received),
      receivedOmitted: since - Math.min(recent.length, around),
      ...rest(rows.length - around),
    },
    why: `the line that came is another one`,
  }
}

/** `any-order`: the first line that nothing has come for. */
function ofSet(run: ExpectationRun, { lines, shown }: CompiledSet): Pointed {
  const { stream } = run
  const texts = stream.lines().map((line) => stream.text(line))
  const missing = lines.flatMap((line, index) =>
    texts.some((text) => line.test(text) !== undefined) ? [] : [{ line, index }],
  )
  const [first] = missing
  if (first === undefined || lines.length === 1) return { wanted: shown, sought: lines }
  const more = missing.length === 1 ? '' : `, nor ${missing.length - 1} more`
  const span = itemSpan(run, first.index)
  return {
    wanted: `${first.line.shown}${more} of ${lines.length} lines in any order`,
    sought: missing.map(({ line }) => line),
    ...(span === undefined ? {} : { span }),
  }
}

/** A text of many lines, or a long one: the line that differs, and those around it. */
function ofText(run: ExpectationRun, { shown }: CompiledBytes, near: string): Pointed {
  const { window } = run.stream
  const { length } = encodeText(near)
  const actual = decodeText(window.bytes, window.start, Math.min(window.end, window.start + length))
  const found = firstDifference(near, actual)
  if (found === undefined) return { wanted: shown, sought: [] }
  const { line, lines, expected, received: came } = found
  const wanted = lines === 1 ? shown : `line ${line} of ${lines}: “${expected}”`
  const from = Math.max(0, line - around)
  const end = line - 1 + around
  const rows = run.stream.lines()
  const received = rows.slice(from, end).map((each): RawRow => ({
    lane: run.lane.name,
    mark: markOf(run.stream, each),
    text: run.stream.text(each),
    at: run.stream.arrival(each.next),
    step: -1,
  }))
  return {
    wanted,
    sought: [],
    nearest: comparedWith(expected, came, wanted),
    ...(lines === 1
      ? {}
      : { received: { ...shownRows(run, received), receivedOmitted: from, ...rest(rows.length - end) } }),
    why: lines === 1 ? 'the next bytes are others' : `line ${line} of the text differs`,
  }
}

const shownRows = (run: ExpectationRun, received: readonly RawRow[]): Pick<Failure, 'lane' | 'received'> => ({
  lane: run.lane.name,
  received,
})

/** How many more rows stand behind those that are shown. */
const rest = (behind: number): Pick<Failure, 'receivedRest'> => (behind > 0 ? { receivedRest: behind } : {})

function itemSpan({ expectation }: ExpectationRun, index: number): Span | undefined {
  const node: YamlNode = expectation.argument.node
  // Beside a list of lines its options may stand: it is the first of them.
  const list = node.type === 'map' ? node.entries.map(({ value }) => value).find(({ type }) => type === 'list') : node
  return list?.type === 'list' ? list.items[index]?.span : undefined
}
