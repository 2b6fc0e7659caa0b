import type { Told } from '../model/event.ts'
import type { ProblemCode } from '../model/problem.ts'
import type { Failure } from '../model/result.ts'
import { explained } from './explained.ts'
import { heardOn, unreadOn } from './failing.ts'
import { wordsOf } from './lane/lane.ts'
import type { HappeningItem } from './lane/stream.ts'
import { knownOf } from './known-connections.ts'
import { allParties } from './stage/parties.ts'
import type { Party } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'

const codes: Readonly<Record<string, ProblemCode>> = {
  end: 'unexpected-end',
  close: 'unexpected-end',
  reset: 'unexpected-reset',
  error: 'unexpected-error',
  exit: 'unexpected-exit',
}

/**
 * Closes the account at rest: no actor ended, failed or reset without some step expecting it, no connection came that no step
 * knew of, and a strict actor has nothing left over. Answers the first thing that is not clean.
 */
export function audit(stage: Stage): Failure | undefined {
  const former: Party[] = stage.formerHistories.map(({ role, lane }) => ({
    name: lane.name,
    role,
    lane,
    connection: undefined,
  }))
  for (const party of [...former, ...allParties(stage)]) {
    const failure = unexpected(party) ?? leftOver(party)
    if (failure !== undefined) return explained(stage, failure)
  }
  const failure = strangers(stage)
  return failure === undefined ? undefined : explained(stage, failure)
}

function unexpected(party: Party): Failure | undefined {
  const { lane } = party
  for (const item of lane.history) {
    const code = codes[item.event.name]
    if (item.expected || code === undefined || isExplained(party, item)) continue
    return {
      ...unclean(party, code, `“${party.name}” ${saidOf(item)}, and no step expected it`),
      hint: hintFor(item, party),
    }
  }
  return undefined
}

function saidOf(item: HappeningItem): string {
  switch (item.event.name) {
    case 'exit':
      return wordsOf(item.event)
    case 'end':
    case 'close':
      return `was ended by its peer (${wordsOf(item.event)})`
    case 'reset':
      return `was reset by its peer (${wordsOf(item.event)})`
    default:
      return `had an ${wordsOf(item.event)}`
  }
}

/** A FIN on a server's connection is no fault; an end that a step of ours brought about has been expected by that step. */
function isExplained(party: Party, item: HappeningItem): boolean {
  const { name, code } = item.event
  if (party.lane.answers(item)) return true
  return (name === 'end' || name === 'close') && party.connection !== undefined && code === undefined
}

function hintFor(item: HappeningItem, party: Party): string {
  const { event } = item
  const wish =
    event.name === 'exit' && (event.signal ?? event.code) !== undefined
      ? `exit: ${event.signal ?? event.code ?? 0}`
      : event.name === 'error'
        ? `error: ${event.code ?? event.name}`
        : `event: ${event.name}`
  return `if it belongs to the story, say so: - expect: { ${party.name}: { ${wish} } }`
}

function leftOver(party: Party): Failure | undefined {
  if (!party.role.declaration.strict || !party.lane.shown || !party.lane.unanswered) return undefined
  const left = unreadOn(party.lane, [...party.lane.streams])
  const [first] = left
  const what =
    first === undefined
      ? 'an event'
      : first.mark === '*'
        ? `“${String(first.text)}”, an event`
        : `“${shownText(first)}”`
  const more = left.length > 1 ? ` and ${left.length - 1} more` : ''
  return {
    ...unclean(party, 'left-unread', `“${party.name}” is strict, and no step expected ${what}${more}`),
    heard: left.slice(0, 40),
    heardOmitted: 0,
    ...(left.length > 40 ? { heardRest: left.length - 40 } : {}),
  }
}

const shownText = ({ text }: Told): string => (typeof text === 'string' ? text : Buffer.from(text).toString('hex'))

function strangers(stage: Stage): Failure | undefined {
  for (const members of stage.cast.values()) {
    for (const role of members) {
      if (role.kind.role === 'client' || role.kind.role === 'either' || role.lane === undefined) continue
      const known = knownOf(stage, role, role.lane)
      if (role.arrived <= known) continue
      const party: Party = { name: role.name, role, lane: role.lane, connection: undefined }
      const count = role.arrived === 1 ? 'a connection' : `${role.arrived} connections`
      return {
        ...unclean(
          party,
          'unexpected-connection',
          `${count} came to “${role.name}”, but the steps know of ${known === 0 ? 'none' : known}`,
        ),
        hint: `if ${role.arrived === 1 ? 'it belongs' : 'they belong'} to the story, say so: ${connectionsExpected(role.name, role.arrived)}`,
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

function unclean(party: Party, code: ProblemCode, message: string): Failure {
  return {
    code,
    message,
    span: party.role.declaration.span,
    lane: party.name,
    ...heardOn(party),
    why: 'found at rest, after the last step',
  }
}
