import type { Compiled } from '../../model/matcher.ts'
import type { Stream } from '../lane/stream.ts'
import { peerOf } from '../context/connections.ts'
import { allEndpoints } from '../context/endpoints.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { RunActors, RunRows } from '../context/run-context.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { textOf } from '../failure/nearest.ts'

/** Where else the text stands, and what to do about it where that is certain. */
export interface Place {
  readonly words: string
  readonly hint?: string
}

/** Another lane, the same lane before the cursor, another stream. */
export function seenElsewhere(
  context: RunActors & RunRows,
  endpoint: Endpoint,
  compiled: Compiled,
  run: ExpectationRun,
): Place[] {
  if (compiled.on !== 'line') return []
  const matches = (text: string) => compiled.test(text) !== undefined
  const unreadOn = (streams: Iterable<Stream>) =>
    [...streams].find((stream) => stream.firstLine((line) => matches(stream.text(line))) !== undefined)
  const places: Place[] = []
  const other = unreadOn([...endpoint.lane.streams].filter((stream) => stream !== run.stream))
  if (other !== undefined) {
    const name = other.name === '' ? 'stdout' : other.name
    places.push({
      words: `on ${name} of “${endpoint.name}”`,
      hint: `it is there on ${name}: put “stream: ${name}” beside the expectation`,
    })
  }
  // Of several the first ones are no other place.
  const before = (run.came ?? 0) > 0 ? undefined : earlier(context, endpoint, run, matches)
  if (before !== undefined) places.push(before)
  for (const each of allEndpoints(context)) {
    if (each.lane === endpoint.lane || places.length >= 4) continue
    const found = context.rows.some((row) => row.lane === each.lane.name && row.mark === '|' && matches(textOf(row)))
    if (found || unreadOn(each.lane.streams) !== undefined)
      places.push({ words: `on “${each.name}”`, hint: hintOn(context, each) })
  }
  return places
}

/** It may have been sent there by a name that meant another connection than its author thought. */
function hintOn(context: RunActors, endpoint: Endpoint): string {
  const { instance, connection } = peerOf(context, endpoint) ?? {}
  if (instance?.latest === undefined || instance.latest !== connection?.number)
    return `it came on “${endpoint.name}”: expect it there`
  const { name, latest } = instance
  return `${name}#latest was ${name}#${latest}, whose client is “${endpoint.name}”: name the other connection by its number, as in ${name}#${latest + 1}`
}

/** On the lane itself, where this step or one before it has taken or passed over it. */
function earlier(
  context: RunRows,
  { lane, name, instance }: Endpoint,
  { stream }: ExpectationRun,
  matches: (text: string) => boolean,
): Place | undefined {
  const mark = stream.name === 'stderr' ? '!' : '|'
  const inStep = lane.rows.recent.findLast((row) => row.mark === mark && matches(textOf(row)))
  const before =
    inStep ?? context.rows.findLast((row) => row.lane === lane.name && row.mark === mark && matches(textOf(row)))
  if (before === undefined) return undefined
  const { passed } = lane
  const how = passed
    ? '“run” has skipped all of its output'
    : inStep === undefined
      ? 'an earlier expectation matched or skipped it'
      : 'an earlier expectation of this step matched or skipped it'
  return {
    words: `earlier on “${name}”, where ${how} (${(before.at / 1e6).toFixed(1)} s)`,
    ...(passed ? { hint: `write “start: ${instance.name}” instead of “run”, and expect its output and its exit` } : {}),
  }
}
