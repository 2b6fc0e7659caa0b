import type { Step, StepVerb } from '../../language/scenario.ts'
import { fillTemplate } from '../stage/scope.ts'
import { tellAside, type Stage } from '../stage/stage.ts'
import { performCheck } from './check.ts'
import { connect } from './connect.ts'
import { eachGroup, eachParty, eachRole } from './each.ts'
import { performExpect } from './expect.ts'
import { flow } from './flow.ts'
import { leave } from './leave.ts'
import { performLet } from './let.ts'
import { performOwn } from './own.ts'
import type { Outcome, Perform } from './perform.ts'
import { performRepeat } from './repeat.ts'
import { runToEnd } from './run-program.ts'
import { performScope } from './scope.ts'
import { performSend } from './send.ts'
import { performSet } from './set.ts'
import { performSignal } from './signal.ts'
import { begin } from './start.ts'
import { performWait } from './wait.ts'

/** What each verb of the language does. */
const performers: { readonly [V in StepVerb]: Perform<V> } = {
  start: (stage, { targets }) => eachRole(stage, targets, (role) => begin(stage, role)),
  connect: (stage, { targets }) => eachRole(stage, targets, (role) => connect(stage, role)),
  run: (stage, { targets, code }) => eachRole(stage, targets, (role) => runToEnd(stage, role, code)),
  send: (stage, { sends }) => performSend(stage, sends),
  expect: (stage, { expects }) => performExpect(stage, expects),
  end: (stage, { targets, verb }) => eachGroup(stage, targets, true, (party) => leave(stage, party, verb)),
  exit: (stage, { targets, verb }) => eachGroup(stage, targets, false, (party) => leave(stage, party, verb)),
  close: (stage, { targets, verb }) => eachGroup(stage, targets, false, (party) => leave(stage, party, verb)),
  reset: (stage, { targets, verb }) => eachGroup(stage, targets, true, (party) => leave(stage, party, verb)),
  pause: (stage, { targets, verb }) => eachParty(stage, targets, true, (party) => flow(stage, party, verb)),
  resume: (stage, { targets, verb }) => eachParty(stage, targets, true, (party) => flow(stage, party, verb)),
  signal: performSignal,
  check: (stage, { checks }) => performCheck(stage, checks),
  set: performSet,
  let: performLet,
  wait: (stage, { duration }) => performWait(stage, fillTemplate(stage.names, duration)),
  note: (stage, { text }) => void tellAside(stage, '', '#', fillTemplate(stage.names, text)),
  repeat: performRepeat,
  with: performScope,
  own: performOwn,
}

export function perform(stage: Stage, step: Step, play: Parameters<Perform<StepVerb>>[2]): Outcome {
  // Each is given the step of its own verb, which no type can tell of a union.
  const performer = performers[step.verb] as Perform<StepVerb>
  return performer(stage, step, play)
}
