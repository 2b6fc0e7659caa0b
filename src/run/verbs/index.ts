import type { Step, StepVerb } from '../../language/scenario.ts'
import { fillTemplate, placesIn } from '../context/scope.ts'
import { addRow, type RunContext } from '../context/run-context.ts'
import { performCheck } from './check.ts'
import { connect } from './connect.ts'
import { eachGroup, eachEndpoint, eachInstance } from './each.ts'
import { performExpect } from './expect.ts'
import { performRemove, performWrite } from './files.ts'
import { flow, performPause } from './flow.ts'
import { leave } from './leave.ts'
import { performLet } from './let.ts'
import { performCustom } from './custom.ts'
import { inOtherOrder } from './other-order.ts'
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
  start: (context, { targets }) =>
    eachInstance(context, inOtherOrder(context, targets), (instance) => begin(context, instance)),
  connect: (context, { targets }) =>
    eachInstance(context, inOtherOrder(context, targets), (instance) => connect(context, instance)),
  run: (context, { targets, code }) => eachInstance(context, targets, (instance) => runToEnd(context, instance, code)),
  send: (context, { sends }) => performSend(context, sends),
  expect: performExpect,
  'in-order': performExpect,
  end: (context, { targets, verb }) => eachGroup(context, targets, true, (endpoint) => leave(context, endpoint, verb)),
  exit: (context, { targets, verb }) =>
    eachGroup(context, targets, false, (endpoint) => leave(context, endpoint, verb)),
  close: (context, { targets, verb }) =>
    eachGroup(context, targets, false, (endpoint) => leave(context, endpoint, verb)),
  reset: (context, { targets, verb }) =>
    eachGroup(context, targets, true, (endpoint) => leave(context, endpoint, verb)),
  pause: performPause,
  resume: (context, { targets, verb }) =>
    eachEndpoint(context, targets, true, (endpoint) => flow(context, endpoint, verb)),
  signal: performSignal,
  check: (context, { checks }) => performCheck(context, checks),
  set: performSet,
  let: performLet,
  write: (context, { files, verb }) => performWrite(context, files, verb),
  append: (context, { files, verb }) => performWrite(context, files, verb),
  remove: (context, { names }) => performRemove(context, names),
  wait: (context, { duration }) => performWait(context, fillTemplate(context.names, duration)),
  note(context, { text }) {
    addRow(context, '', '#', fillTemplate(context.names, text), placesIn(context.names, text))
    return undefined
  },
  repeat: performRepeat,
  scope: performScope,
  custom: performCustom,
}

export function perform(context: RunContext, step: Step, runSteps: Parameters<Perform<StepVerb>>[2]): Outcome {
  // Each gets the step of its own verb, which no type of a union can express.
  const performer = performers[step.verb] as Perform<StepVerb>
  return performer(context, step, runSteps)
}
