import type { ActorAfterwards, StepsAfterwards } from '../../model/outcome-judge.ts'
import type { Step, StepVerb } from '../../language/scenario.ts'
import { allSteps, targetsIn, traitsOf } from '../../language/steps/traits.ts'
import type { Failure } from '../../model/result.ts'
import { residentBytes } from '../../kernel/resident.ts'
import { uncaughtError } from '../../text/stack-lines.ts'
import { allEndpoints } from '../context/endpoints.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import type { RunContext } from '../context/run-context.ts'
import { explained } from '../failure/explained.ts'
import { unreadOn } from '../failure/failing.ts'
import { mainFailure } from '../guard/plugin-error.ts'
import type { GiveUp } from './give-up.ts'

/** What no fault excuses: it would have failed the scenario anyhow, or says nothing about it. */
const inexcusable: ReadonlySet<string> = new Set(['interrupted', 'plugin-error', 'internal-error', 'forbidden-line'])

/**
 * The end of a run whose connections somebody breaks: the first step that fails behind the fault ends the steps and fails nothing; those
 * of `on-fault` follow, and when everything is idle the actors are judged. `failure` is what the steps have come to. Answers undefined
 * where the run has to end as any other does.
 */
export async function afterFault(
  context: RunContext,
  failure: Failure | undefined,
  runSteps: (context: RunContext, steps: readonly Step[]) => Promise<Failure | undefined>,
  giveUp: GiveUp,
): Promise<{ readonly failure: Failure | undefined } | undefined> {
  const { judge } = context.host
  if (judge === undefined) return undefined
  const excused = failure === undefined || (judge.struck() && !context.broken && !inexcusable.has(failure.code))
  if (!excused) return undefined
  if (!judge.struck()) {
    await giveUp.untilSeen()
    judge.failureOf(actorsAfterwards(context), nothingSkipped)
    return undefined
  }
  const { onFault } = context.scenario
  const steps = stepsAfterwards(context, failure)
  // Behind the limit of the scenario no further step is run.
  const broken = context.stopped === undefined ? await runSteps(context, onFault) : undefined
  if (broken !== undefined && inexcusable.has(broken.code)) return { failure: explained(context, broken) }
  if (broken === undefined) context.step = undefined
  // An actor that is never idle shows in how it is.
  if (context.stopped === undefined) await giveUp.untilSeen()
  // How an actor has taken it says more than what a step of `on-fault` misses for that reason.
  const found = judge.failureOf(actorsAfterwards(context), steps) ?? broken
  return { failure: mainFailure(context, found === undefined ? undefined : explained(context, found)) }
}

const nothingSkipped: StepsAfterwards = { skipped: new Set(), restarted: new Set() }

function stepsAfterwards(
  { scenario, step, lineOf, actors }: RunContext,
  failure: Failure | undefined,
): StepsAfterwards {
  if (failure === undefined || step === undefined) return nothingSkipped
  const at = scenario.steps.findIndex((each) => [...allSteps([each])].includes(step))
  const rest = at === -1 ? [] : [...allSteps(scenario.steps.slice(at))]
  const acting = rest.filter(({ verb }) => traitsOf(verb).does === 'acts')
  const verbs = new Map<string, StepVerb>()
  for (const each of acting) for (const { actor } of targetsIn(each)) if (!verbs.has(actor)) verbs.set(actor, each.verb)
  const isRestarted = (name: string, verb: StepVerb): boolean =>
    traitsOf(verb).startsActors === true && actors.get(name)?.[0]?.actor !== undefined
  return {
    endedAt: { line: lineOf(step.span), verb: step.verb },
    ...(at === -1 ? {} : { played: at }),
    skipped: new Set(verbs.keys()),
    restarted: new Set([...verbs].flatMap(([name, verb]) => (isRestarted(name, verb) ? [name] : []))),
  }
}

/** Without secrets: reports have it as it is. */
function actorsAfterwards(context: RunContext): ActorAfterwards[] {
  const hidden = (text: string): string => context.host.redactor?.text(text) ?? text
  return allEndpoints(context).flatMap((endpoint) => {
    const actor = actorOf(endpoint)
    if (endpoint.connection !== undefined || actor === undefined) return []
    const { instance, name } = endpoint
    const memory = actor.processes === undefined ? undefined : residentBytes(actor.processes())
    return [
      {
        name,
        role: instance.kind.role,
        state: hidden(actor.state()),
        ...exitOf(endpoint, hidden),
        ...(memory === undefined ? {} : { memory }),
      },
    ]
  })
}

function exitOf({ lane }: Endpoint, hidden: (text: string) => string): Pick<ActorAfterwards, 'exit' | 'crash'> {
  const last = lane.history.findLast(({ event }) => event.name === 'exit')
  if (last === undefined) return {}
  const { code, signal } = last.event
  const exit = {
    expected: last.expected === true,
    ...(code === undefined ? {} : { code }),
    ...(signal === undefined ? {} : { signal }),
  }
  const crash = code === 0 ? undefined : uncaughtError(printedBy(lane))
  return { exit, ...(crash === undefined ? {} : { crash: hidden(crash) }) }
}

/** What it has printed and no step has taken. */
const printedBy = (lane: Endpoint['lane']): string[] =>
  unreadOn(lane, [...lane.streams]).flatMap(({ mark, text }) =>
    typeof text === 'string' && mark !== '*' && mark !== '>' ? [text] : [],
  )
