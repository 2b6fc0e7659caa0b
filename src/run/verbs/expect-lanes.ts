import type { Expectation } from '../../language/expectations/read.ts'
import { compiledOf } from '../../language/compiled.ts'
import { eventOf } from '../../registry/events.ts'
import { ownEndpoint } from '../context/endpoints.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { RunTime, RunSetup, RunRows } from '../context/run-context.ts'
import { eventsOf } from '../expectation/event-names.ts'
import { isGrowing } from '../expectation/growing.ts'
import { quietTime } from '../expectation/absence.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import type { Watch } from '../expectation/watch.ts'

/** The expectations of one step on one lane, met one after another. */
export interface Waiting {
  readonly endpoint: Endpoint
  readonly expectations: readonly Expectation[]
  index: number
  run: ExpectationRun | undefined
  /** How many of the present one have come, where it wants several. */
  came: number
  /** Those before it that may come still. */
  open: OpenOne[]
  /** What must not come while the step lasts. */
  readonly watches: Watch[]
  /** What has been taken, where somebody asks. */
  readonly takes: Take[] | undefined
  /** Microseconds since the start: when the row before that of the present one came. */
  since: number | undefined
  /** When what the last of them was met by arrived. */
  metAt: number | undefined
}

/** An expectation that may be met before the next one is: once, or `again` and again. */
export interface OpenOne {
  readonly run: ExpectationRun
  readonly again: boolean
}

/** What an expectation was met by, and when it arrived in microseconds since the start. */
export interface Take {
  readonly expectation: Expectation
  readonly text: string
  readonly at: number
}

const waitingFor = (endpoint: Endpoint, expectations: readonly Expectation[], takes: boolean): Waiting => ({
  endpoint,
  expectations,
  index: 0,
  run: undefined,
  came: 0,
  open: [],
  watches: [],
  takes: takes ? [] : undefined,
  since: undefined,
  metAt: undefined,
})

/**
 * Adds what is waited for at an endpoint: events of a listening socket are looked for on the server's own lane, the rest on the
 * target's. With `takes`, what is taken is kept.
 */
export function addWaits(
  context: RunTime & RunSetup & RunRows,
  waits: Waiting[],
  endpoint: Endpoint,
  expectations: readonly Expectation[],
  takes: boolean,
): void {
  if (endpoint.connection === undefined || endpoint.instance.kind.ownOutput) {
    waits.push(waitingFor(endpoint, expectations, takes))
    return
  }
  const own = expectations.filter((expectation) => isOfListener(context, endpoint, expectation))
  const rest = expectations.filter((expectation) => !own.includes(expectation))
  if (own.length > 0) waits.push(waitingFor(ownEndpoint(context, endpoint.instance), own, takes))
  if (rest.length > 0) waits.push(waitingFor(endpoint, rest, takes))
}

function isOfListener(context: RunSetup, { instance }: Endpoint, expectation: Expectation): boolean {
  const names = eventsOf(context.registry, expectation)
  return names.length > 0 && names.every((name) => eventOf(instance.kind, name)?.ofListener === true)
}

/** True when the newest bytes of the lane belong to what is waited for there. */
export function isComing({ endpoint, run, metAt, expectations, index }: Waiting): boolean {
  if (index >= expectations.length || run === undefined) return false
  return metAt === endpoint.lane.lastReceived || isGrowing(run)
}

/** What must be quiet for longer than the limit must not be cut short by it: milliseconds, as far as they are written. */
export function longestQuiet({ registry }: RunSetup, waits: readonly Waiting[]): number {
  let longest = 0
  for (const { expectations } of waits) {
    let sum = 0
    for (const { name, argument } of expectations) {
      const { on } = registry.matchers.get(name)?.value ?? {}
      if (on !== 'silence' && on !== 'absence') continue
      const compiled = compiledOf(registry, name, argument)
      if (compiled !== undefined) sum += quietTime({ compiled }) ?? 0
    }
    longest = Math.max(longest, sum)
  }
  return longest === 0 ? 0 : longest + 1000
}
