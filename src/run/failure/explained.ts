import type { RawRow } from '../../model/event.ts'
import type { Failure, Meanwhile } from '../../model/result.ts'
import { eventOf } from '../../registry/events.ts'
import { causeOf } from './causes.ts'
import { actorStates } from './actor-states.ts'
import { chosen, unreadOn } from './failing.ts'
import { wordsOf } from '../lane/in-row.ts'
import { allEndpoints } from '../context/endpoints.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import type { StepPosition, RunTime, FailureContext } from '../context/run-context.ts'

/** So many actors, and so many rows of each, are kept with a failure. */
const mostActors = 20
const mostRows = 8
/** Of one that ended without a word on stderr so many of its last lines. */
const lastLines = 2
/** Events that show how an actor fared; others are not worth a row beside another actor's failure. */
const fates = new Set(['error', 'exit', 'reset'])

/** The failure with its context: how every actor is, what the others printed meanwhile, and which end caused which. */
export function explained(context: FailureContext, failure: Failure): Failure {
  const endpoints = allEndpoints(context)
  const endpoint = endpoints.find(({ lane }) => lane.name === failure.lane)
  const cause = endpoint === undefined ? undefined : causeOf(context, endpoint)
  const meanwhile = meanwhileOf(context, failure, endpoints)
  return {
    ...failure,
    ...(cause === undefined
      ? {}
      : {
          why: failure.why === undefined ? cause : `${failure.why}: ${cause}`,
        }),
    ...(meanwhile.length === 0 ? {} : { meanwhile }),
    actors: actorStates(context, failure.lane),
  }
}

/** Those that ended unexpectedly first, then in order of declaration. */
function meanwhileOf(context: StepPosition & RunTime, failure: Failure, endpoints: readonly Endpoint[]): Meanwhile[] {
  const found = endpoints.flatMap((endpoint) => {
    if (!endpoint.lane.shown || actorOf(endpoint) === undefined) return []
    const crashed = endedUnexpectedly(endpoint)
    const rows = rowsOf(context, failure, endpoint, crashed)
    return rows.length === 0 ? [] : [{ name: endpoint.name, crashed, rows }]
  })
  return [...found.filter(({ crashed }) => crashed), ...found.filter(({ crashed }) => !crashed)]
    .slice(0, mostActors)
    .map(({ name, rows }) => {
      const kept = chosen(rows, mostRows)
      return { name, rows: kept, omitted: rows.length - kept.length }
    })
}

const endedUnexpectedly = ({ lane }: Endpoint): boolean =>
  lane.history.some(({ event, expected }) => event.ends === 'all' && event.name === 'exit' && !expected)

/**
 * What it printed since the newest step before this one that caused something, and no step took, stderr first; of one that ended
 * unexpectedly whatever stands unread on stderr, since its last words may be older. A caller who was sent away stands there, too.
 */
function rowsOf(
  context: StepPosition & RunTime,
  failure: Failure,
  { lane, instance }: Endpoint,
  crashed: boolean,
): RawRow[] {
  const own = lane.name === failure.lane
  // Its own rows stand there already, or a comparison of what differs explains more than they do.
  if (own && failure.stream === undefined && (failure.received ?? failure.nearest) !== undefined) return []
  const known = new Set(own ? (failure.received ?? []).map(({ mark, text }) => `${mark}${String(text)}`) : [])
  const passed = own ? [] : lane.rows.passed
  // Behind the last step no step suffers from anything, and only who ended unexpectedly has words to show.
  const began = context.step === undefined ? Infinity : context.actedAt
  const fresh = ({ at, mark }: RawRow): boolean => at >= began || (crashed && mark === '!')
  const unread = unreadOn(lane, [...lane.streams]).filter(({ mark }) => mark !== '*' && mark !== '>')
  const now = [...passed.filter(({ at }) => at >= began), ...unread.filter(fresh)]
  // Some programs print on stdout why they die.
  const printed = (now.length === 0 && crashed ? unread.slice(-lastLines) : now).filter(
    ({ mark, text }) => !known.has(`${mark}${String(text)}`),
  )
  const rows = [...printed.filter(({ mark }) => mark === '!'), ...printed.filter(({ mark }) => mark !== '!')]
  const fate = own
    ? undefined
    : lane.history.findLast(
        ({ event, at, expected }) =>
          (fates.has(event.name) && rows.length > 0) ||
          (eventOf(instance.kind, event.name)?.turnsAway === true && !expected && at >= began),
      )
  if (fate === undefined) return rows
  return [
    ...rows,
    {
      lane: lane.name,
      mark: '*',
      text: wordsOf(fate.event),
      at: fate.at,
      step: -1,
    },
  ]
}
