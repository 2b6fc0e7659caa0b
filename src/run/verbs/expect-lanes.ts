import type { Expectation } from '../../language/expectations/read.ts'
import { compiledOf } from '../../language/compiled.ts'
import type { Registry } from '../../model/registry.ts'
import { eventOf } from '../../registry/events.ts'
import { ownEndpoint } from '../context/endpoints.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { RunTime, RunSetup, RunRows } from '../context/run-context.ts'
import { eventsOf } from '../expectation/event-names.ts'
import { isGrowing } from '../expectation/growing.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'

/** The expectations of one step on one lane, met one after another. */
export interface Waiting {
  readonly endpoint: Endpoint
  readonly expectations: readonly Expectation[]
  index: number
  run: ExpectationRun | undefined
  /** Microseconds since the start: when the row before that of the present one came. */
  since?: number
  /** When what the last of them was met by arrived. */
  metAt?: number
}

/** Events of a listening socket are looked for on the server's own lane, the rest on the target's. */
export function byLane(
  context: RunTime & RunSetup & RunRows,
  endpoint: Endpoint,
  expectations: readonly Expectation[],
): Waiting[] {
  if (endpoint.connection === undefined || endpoint.instance.kind.ownOutput)
    return [{ endpoint, expectations, index: 0, run: undefined }]
  const own = expectations.filter((expectation) => isOfListener(context, endpoint, expectation))
  const rest = expectations.filter((expectation) => !own.includes(expectation))
  const groups: Waiting[] = []
  if (own.length > 0)
    groups.push({ endpoint: ownEndpoint(context, endpoint.instance), expectations: own, index: 0, run: undefined })
  if (rest.length > 0) groups.push({ endpoint, expectations: rest, index: 0, run: undefined })
  return groups
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

/** Milliseconds of a silence, as far as they are written. */
function silenceOf(registry: Registry, { name, argument }: Expectation): number {
  const compiled = compiledOf(registry, name, argument)
  return compiled?.on === 'silence' ? compiled.milliseconds : 0
}

/** A silence longer than the limit must not be cut short by it. */
export function longestSilence({ registry }: RunSetup, waits: readonly Waiting[]): number {
  let longest = 0
  for (const { expectations } of waits) {
    let sum = 0
    for (const expectation of expectations)
      if (registry.matchers.get(expectation.name)?.value.on === 'silence') sum += silenceOf(registry, expectation)
    longest = Math.max(longest, sum)
  }
  return longest === 0 ? 0 : longest + 1000
}
