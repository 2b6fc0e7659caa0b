import type { RawRow } from '../../model/event.ts'
import type { ProblemCode } from '../../model/problem.ts'
import type { Failure } from '../../model/result.ts'
import { isStrict, strictly } from '../../language/actors/strict.ts'
import { explained } from '../failure/explained.ts'
import { receivedOn, unreadOn } from '../failure/failing.ts'
import { wordsOf } from '../lane/in-row.ts'
import type { EventItem } from '../lane/stream.ts'
import { knownOf } from '../failure/known-connections.ts'
import { allEndpoints } from '../context/endpoints.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { RunActors, RunOutcome, RunSetup, GuardContext } from '../context/run-context.ts'

const foundLast = 'found when all was idle, after the last step'
const codes: Readonly<Record<string, ProblemCode>> = {
  end: 'unexpected-end',
  close: 'unexpected-end',
  reset: 'unexpected-reset',
  error: 'unexpected-error',
  exit: 'unexpected-exit',
}

/**
 * Closes the account when all is idle: no actor ended, failed or reset without some step expecting it, no connection came that no step
 * knew of, a strict actor has nothing left over, and what a step asked for has come. Answers the first thing that is not clean.
 */
export function finalChecks(context: GuardContext): Failure | undefined {
  const former: Endpoint[] = context.formerHistories.map(({ instance, lane }) => ({
    name: lane.name,
    instance,
    lane,
    connection: undefined,
  }))
  for (const endpoint of [...former, ...allEndpoints(context)]) {
    const failure = unexpected(endpoint) ?? leftOver(endpoint)
    if (failure !== undefined) return explained(context, failure)
  }
  const failure = strangers(context) ?? notReached(context)
  return failure === undefined ? undefined : explained(context, failure)
}

/** What a step has asked for and has not come. */
function notReached({ endChecks }: RunOutcome): Failure | undefined {
  for (const { place, check } of endChecks.values()) {
    const problem = check()
    if (problem !== undefined) return { ...problem, ...place, why: foundLast }
  }
  return undefined
}

function unexpected(endpoint: Endpoint): Failure | undefined {
  const { lane } = endpoint
  for (const item of lane.history) {
    const code = codeOf(item)
    if (item.expected || code === undefined || isExplained(endpoint, item)) continue
    return {
      ...unclean(endpoint, code, `“${endpoint.name}” ${descriptionOf(item)}, and no step expected it`),
      hint: hintFor(item, endpoint),
    }
  }
  return undefined
}

/** `gone` is any plugin's word; it is an end where nothing comes behind it, as of a device that is removed. */
const codeOf = ({ event: { name, ends } }: EventItem): ProblemCode | undefined =>
  name === 'gone' && ends === 'all' ? 'unexpected-end' : codes[name]

function descriptionOf(item: EventItem): string {
  switch (item.event.name) {
    case 'exit':
      return wordsOf(item.event)
    case 'end':
    case 'close':
      return `was ended by its peer (${wordsOf(item.event)})`
    case 'gone':
      return `has gone (${wordsOf(item.event)})`
    case 'reset':
      return `was reset by its peer (${wordsOf(item.event)})`
    default:
      return `had an ${wordsOf(item.event)}`
  }
}

/** A FIN on a server's connection is no fault; an end that a step of ours brought about has been expected by that step. */
function isExplained(endpoint: Endpoint, item: EventItem): boolean {
  const { name, code } = item.event
  if (endpoint.lane.answers(item)) return true
  return (name === 'end' || name === 'close') && endpoint.connection !== undefined && code === undefined
}

function hintFor(item: EventItem, endpoint: Endpoint): string {
  const { event } = item
  const expectation =
    event.name === 'exit' && (event.signal ?? event.code) !== undefined
      ? `exit: ${event.signal ?? event.code ?? 0}`
      : event.name === 'error'
        ? `error: ${event.code ?? event.name}`
        : `event: ${event.name}`
  return `if it belongs to the scenario, add: - expect: { ${endpoint.name}: { ${expectation} } }`
}

function leftOver(endpoint: Endpoint): Failure | undefined {
  const { lane, instance } = endpoint
  const { strict } = instance.declaration
  const streams = [...lane.streams].filter((stream) => isStrict(strict, stream.name))
  if (!lane.shown || !streams.some((stream) => lane.hasUnanswered(stream))) return undefined
  const left = unreadOn(lane, streams)
  const [first] = left
  const what =
    first === undefined
      ? 'an event'
      : first.mark === '*'
        ? `“${String(first.text)}”, an event`
        : `“${shownText(first)}”`
  const more = left.length > 1 ? ` and ${left.length - 1} more` : ''
  return {
    ...unclean(
      endpoint,
      'unmatched-output',
      `“${endpoint.name}” is ${strictly(strict)}, and no step expected ${what}${more}`,
    ),
    received: left.slice(0, 40),
    receivedOmitted: 0,
    ...(left.length > 40 ? { receivedRest: left.length - 40 } : {}),
  }
}

const shownText = ({ text }: RawRow): string => (typeof text === 'string' ? text : Buffer.from(text).toString('hex'))

function strangers(context: RunActors & RunSetup): Failure | undefined {
  for (const instances of context.actors.values()) {
    for (const instance of instances) {
      if (instance.kind.role === 'client' || instance.kind.role === 'peer' || instance.lane === undefined) continue
      const known = knownOf(context, instance, instance.lane)
      if (instance.arrived <= known) continue
      const endpoint: Endpoint = { name: instance.name, instance, lane: instance.lane, connection: undefined }
      const count = instance.arrived === 1 ? 'a connection' : `${instance.arrived} connections`
      return {
        ...unclean(
          endpoint,
          'unexpected-connection',
          `${count} came to “${instance.name}”, but the steps know of ${known === 0 ? 'none' : known}`,
        ),
        hint: `if ${instance.arrived === 1 ? 'it belongs' : 'they belong'} to the scenario, add: ${connectionsExpected(instance.name, instance.arrived)}`,
      }
    }
  }
  return undefined
}

/** A step that expects so many connections of whomever: which of them came first no step need know. */
function connectionsExpected(server: string, count: number): string {
  const one = `{ ${server}: { event: connection } }`
  if (count === 1) return `- expect: ${one}`
  if (count > 3) return `- repeat: { times: ${count}, steps: [{ expect: ${one} }] }`
  return `- expect: { ${server}: [${Array.from({ length: count }, () => '{ event: connection }').join(', ')}] }`
}

function unclean(endpoint: Endpoint, code: ProblemCode, message: string): Failure {
  return {
    code,
    message,
    span: endpoint.instance.declaration.span,
    lane: endpoint.name,
    ...receivedOn(endpoint),
    why: foundLast,
  }
}
