import type { Failure } from '../model/result.ts'
import type { Problem, ProblemCode } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import { allParties } from './stage/parties.ts'
import { actorOf, type Party } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'

/** A failure of the present step, with what every actor is doing; `more` says what the verb knows. */
export function failing(stage: Stage, code: ProblemCode, message: string, more: Partial<Failure> = {}): Failure {
  const { step } = stage
  return {
    code,
    message,
    ...(step === undefined ? {} : { span: step.span, verb: step.verb === 'own' ? step.name : step.verb }),
    ...(step?.includedFrom === undefined ? {} : { includedFrom: step.includedFrom }),
    ...more,
    actors: actorStates(stage),
  }
}

/** A problem that a kind or a schema reported, at the place of the step unless it has its own. */
export function failingWith(stage: Stage, problem: Problem, span?: Span): Failure {
  return failing(stage, problem.code, problem.message, { ...problem, span: problem.span ?? span ?? stage.step?.span })
}

/** What the lane had said since its last wish. */
export function heardOn(party: Party): Pick<Failure, 'lane' | 'heard' | 'heardOmitted'> {
  const { lane } = party
  const unread: { mark: '|' | '~'; text: string }[] = []
  for (const stream of lane.streams) {
    for (const line of stream.lines().slice(-20)) unread.push({ mark: line.unfinished ? '~' : '|', text: stream.text(line) })
    const { window } = stream
    const last = stream.lines().at(-1)
    const from = last?.next ?? window.start
    if (from < window.end && last?.unfinished !== true) {
      unread.push({ mark: '~', text: stream.text({ kind: 'line', from, start: from, end: Math.min(window.end, from + 2000), next: window.end, unfinished: true }) })
    }
  }
  const heard = [...lane.telling.recent, ...unread.map((line) => ({ lane: lane.name, ...line, at: lane.lastHeard, step: -1 }))]
  return { lane: lane.name, heard: heard.slice(-40), heardOmitted: Math.max(0, lane.telling.since - lane.telling.recent.length) }
}

export function actorStates(stage: Stage): { name: string; state: string }[] {
  const states: { name: string; state: string }[] = []
  const now = stage.clock.micros()
  for (const party of allParties(stage)) {
    const actor = actorOf(party)
    if (party.connection !== undefined && !party.lane.shown) continue
    if (states.length >= 12) {
      states.push({ name: '…', state: 'and more' })
      break
    }
    if (actor === undefined) states.push({ name: party.name, state: party.connection === undefined ? 'not started' : 'not connected yet' })
    else states.push({ name: party.name, state: `${actor.state()}${silence(party, now)}` })
  }
  for (const [name, members] of stage.cast) if (members.every((role) => role.lane === undefined)) states.push({ name, state: 'not started' })
  return states
}

function silence(party: Party, now: number): string {
  if (party.lane.over) return ''
  const seconds = (now - party.lane.lastHeard) / 1e6
  return seconds < 1 ? '' : `, silent for ${seconds.toFixed(1)} s`
}
