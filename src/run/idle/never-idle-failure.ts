import type { Failure } from '../../model/result.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import { loopingRules } from '../failure/looping-rules.ts'
import { allEndpoints } from '../context/endpoints.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { StepPosition, FailureContext, RunSetup } from '../context/run-context.ts'
import { showDuration } from '../../text/units.ts'
import type { Blocker, Reason } from '../context/blocker.ts'

const reasons: Readonly<Record<Reason, string>> = {
  runs: 'its processes do not sleep',
  bytes: 'bytes of it are still on their way',
  output: 'something keeps coming from it',
  timer: 'it is woken by timers, and something follows each time',
}

/** The failure of an actor that has not become idle within so many milliseconds: of this step, or after the last one. `until-idle.ts` decides that. */
export function neverIdle(
  context: FailureContext & RunSetup,
  blockers: readonly Blocker[],
  milliseconds: number,
): Failure | undefined {
  const [first, ...others] = blockers.flatMap(({ name, reason }) => {
    const endpoint = allEndpoints(context).find((each) => each.name === name)
    return endpoint === undefined ? [] : [{ endpoint, reason }]
  })
  if (first === undefined) return undefined
  const { endpoint, reason } = first
  const more = others.length === 0 ? '' : `, nor is ${others.map((other) => `“${other.endpoint.name}”`).join(', ')}`
  const limit = showDuration(milliseconds)
  const atEnd = context.step === undefined
  return failing(
    context,
    'never-idle',
    atEnd
      ? `“${endpoint.name}” is not idle ${limit} after the last step${more}`
      : `“${endpoint.name}” has not become idle within ${limit}${more}`,
    {
      ...receivedOn(endpoint),
      ...(atEnd ? { span: endpoint.instance.declaration.span } : {}),
      wanted: atEnd ? 'that it is idle, so that nothing can come any more' : 'that it is idle before this step acts',
      why: reasons[reason],
      hint: hintFor(context, endpoint),
      ...loopingRules(context),
    },
  )
}

function hintFor(context: StepPosition, { instance }: Endpoint): string {
  const { name } = instance.declaration
  const endless = `if its work never ends, declare “${name}” with tail: open`
  return context.step === undefined
    ? `expect what it prints when its work is done; ${endless}`
    : `expect what it prints when its work is done; if it may go on working here, write busy: true beside the step; ${endless}`
}
