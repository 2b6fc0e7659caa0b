import { capturesOf } from '../../language/expectations/captures.ts'
import type { Failure } from '../../model/result.ts'
import type { FailureContext, RunContext } from '../context/run-context.ts'
import type { ExpectationRun, Look } from '../expectation/expectation-run.ts'
import type { Value } from '../context/variables.ts'
import { failing } from '../failure/failing.ts'
import type { Waiting } from './expect-lanes.ts'

type Met = Extract<Look, { state: 'met' }>

/** Keeps what an expectation captured, unless its modifiers reject it. */
export function keep(context: RunContext, waiting: Waiting, run: ExpectationRun, answer: Met): Failure | undefined {
  waiting.metAt = answer.at
  if (run.passes === true) return undefined
  waiting.takes?.push({ expectation: run.expectation, text: answer.text, at: answer.at })
  const { variables } = context.names
  const { captures } = answer
  const names = run.hasRow === true ? capturesOf(run.expectation, context.registry) : Object.keys(captures)
  for (const name of names)
    if (captures[name] !== undefined) variables.set(name, valueOf(answer, captures[name], answer.open?.[name]))
  const { effect } = run
  if (effect.keptAs !== undefined) variables.set(effect.keptAs, valueOf(answer, answer.text, answer.any))
  // Wires delay the row before it, also when nothing is planned for it and the machine is busy.
  const timeCounts = context.host.wires === undefined
  return effect.rejects === undefined || !timeCounts ? undefined : rejected(context, waiting, run, answer)
}

const valueOf = ({ binary }: Met, text: string, open?: readonly number[]): Value => ({
  text,
  ...(binary && { bytes: true }),
  ...(open !== undefined && open.length > 0 && { open }),
})

/** Time counts from the row before it on its lane: when this step began is a matter of how fast the one before it was done. */
function rejected(
  context: FailureContext,
  { endpoint, since = 0 }: Waiting,
  { compiled, effect, expectation }: ExpectationRun,
  answer: Met,
): Failure | undefined {
  // What came before that row did so in whatever turn the row was read.
  const from = answer.at < since ? since : (context.pulse?.earliest(since) ?? since)
  const elapsed = (answer.at - from) / 1000
  const rejection = effect.rejects?.({ text: answer.text, elapsed, lane: endpoint.lane.name })
  if (rejection === undefined) return undefined
  const { message, wanted, why } = rejection
  return failing(context, 'expectation-violated', message, {
    lane: endpoint.name,
    wanted: `${compiled.shown}, ${wanted}`,
    why,
    span: expectation.span,
  })
}
