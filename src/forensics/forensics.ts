import type { FailedRuns, Forensics, Parting } from '../model/forensics.ts'
import { chosen, type Chosen } from './choice.ts'
import { eventsOf, indexed, type Found, type Indexed } from './differences.ts'
import { brief, excerptOf } from './excerpt.ts'
import { Identities } from './identities.ts'
import { OrderList } from './orders.ts'
import { isQuiet } from './quiet.ts'
import type { SeenFailure, SeenRun } from './seen-run.ts'

/** Events of one run that are looked at. */
const mostEvents = 100_000
/** Of runs that passed: orders, and events in all of them. A few megabytes at the most. */
const ofPassed = { most: 200, room: 300_000 }
const ofFailed = { most: 20, room: 100_000 }
/** Different failures, each with runs of its own. */
const mostFailures = 8

interface Failing {
  readonly failure: SeenFailure
  readonly list: OrderList
}

/** Compares the runs of one scenario as they come. */
export interface RunsCompared {
  add(run: SeenRun): void
  /** Undefined unless some passed and some did not. */
  result(): Omit<Forensics, 'again'> | undefined
}

export function compareRuns(): RunsCompared {
  const identities = new Identities()
  const passed = new OrderList(ofPassed)
  const failures = new Map<string, Failing>()
  return {
    add({ run, events: all, failure }) {
      const events = all.slice(0, mostEvents)
      const list = failure === undefined ? passed : listFor(failure, failures)
      const numbers = identities.of(events)
      list.add({
        run,
        events: numbers,
        at: Float64Array.from(events, ({ at }) => at),
        shown: numbers.filter((_, index) => events[index]?.unshown !== true),
      })
    },
    result() {
      if (passed.runs === 0 || failures.size === 0) return undefined
      const good = passed.kept.map(indexed)
      const found = [...failures.values()].map((failing) => failedRuns(failing, passed, good, identities))
      found.sort((one, other) => other.runs - one.runs)
      return { passed: { runs: passed.runs, orders: passed.orders }, failures: found }
    },
  }
}

/** Failures beyond the most count with the last. */
function listFor(failure: SeenFailure, failures: Map<string, Failing>): OrderList {
  const known = failures.get(failure.key) ?? (failures.size < mostFailures ? undefined : [...failures.values()].at(-1))
  if (known !== undefined) return known.list
  const list = new OrderList(ofFailed)
  failures.set(failure.key, { failure, list })
  return list
}

function failedRuns(
  { failure, list }: Failing,
  passedList: OrderList,
  passed: readonly Indexed[],
  identities: Identities,
): FailedRuns {
  const { runs, orders } = list
  const { status, code, message } = failure
  const failed = list.kept.map(indexed) as [Indexed, ...Indexed[]]
  const { end, isSteady } = passedList
  const laneOf = (event: number): string => identities.event(event).lane
  const isUnshown = (event: number): boolean => identities.isUnshown(event)
  const counts = ({ event, before }: Found): boolean => before !== undefined || !isUnshown(event)
  const quiet = isQuiet({ passed, laneOf, counts }, runs)
  const allQuiet = quiet && isQuiet({ passed, laneOf, counts: () => true }, runs)
  const difference = chosen({ failed, passed, quiet, allQuiet, end, laneOf, isUnshown, lane: failure.lane })
  const lanes = isSteady ? undefined : lanesOf(difference, failure, laneOf)
  const parting: Parting = {
    ...namesOf(difference, failure, identities, failed[0]),
    failed: { runs: difference?.runs ?? runs, of: sum(failed) },
    passed: sum(passed),
    ...(lanes && { lanes: [...lanes] }),
    ...excerptOf(difference, { failed: failed[0], passed }, identities, lanes),
  }
  return { runs, orders, status, code, message, parting }
}

function namesOf(
  difference: Chosen | undefined,
  { lane = '', status, message }: SeenFailure,
  identities: Identities,
  example: Indexed,
): Pick<Parting, 'by' | 'event' | 'before' | 'missing' | 'after'> {
  if (difference === undefined) return { by: 'end', event: { lane, mark: '*', text: `${status}: ${message}` } }
  const event = brief(identities.event(difference.event))
  if (difference.before === undefined) return { by: 'event', event }
  const { before, after } = difference
  return {
    by: 'order',
    event,
    before: brief(identities.event(before)),
    ...(example.places.has(before) ? {} : { missing: true }),
    ...(after !== undefined && { after: brief(identities.event(after)) }),
  }
}

/** Where lanes are busy, only those that have to do with it are shown. */
function lanesOf(
  difference: Chosen | undefined,
  { lane }: SeenFailure,
  laneOf: (event: number) => string,
): ReadonlySet<string> | undefined {
  if (difference === undefined) return undefined
  return new Set([...eventsOf(difference).map(laneOf), ...(lane === undefined ? [] : [lane])])
}

const sum = (orders: readonly Indexed[]): number => orders.reduce((runs, order) => runs + order.runs, 0)
