import { setMaxListeners } from 'node:events'
import { giveBackPort } from '../kernel/taken-ports.ts'
import { defined } from '../text/defined.ts'
import { isPid, type Alias, type Event } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import type { Failure, RunResult } from '../model/result.ts'
import type { Scenario } from '../language/scenario.ts'
import { allSteps } from '../language/steps/traits.ts'
import type { RawTranscript } from '../model/raw-transcript.ts'
import { isFromOutside } from '../registry/load.ts'
import { onUncaughtInPlugins } from '../registry/loading.ts'
import { afterFault } from './ending/after-fault.ts'
import { GiveUp } from './ending/give-up.ts'
import { finalChecks } from './ending/final-checks.ts'
import { bugOr } from './guard/bug.ts'
import { runSteps } from './step-runner.ts'
import { explained } from './failure/explained.ts'
import { failing } from './failure/failing.ts'
import { loopingRules } from './failure/looping-rules.ts'
import { allow } from '../regex/bounded.ts'
import { closeLeaks } from './guard/owner.ts'
import { pluginError, thrownMessage, mainFailure } from './guard/plugin-error.ts'
import type { RunHost } from './context/host.ts'
import { leaveFolder } from './ending/leave-folder.ts'
import { untilIdle, lastChanges } from './idle/until-idle.ts'
import { freeze, freezeFailed } from './ending/freeze.ts'
import { teardown } from './ending/teardown.ts'
import {
  flush,
  stopRun,
  type RunContext,
  type RunActors,
  type RunSetup,
  type RunNames,
  type GuardContext,
} from './context/run-context.ts'
import { allEndpoints } from './context/endpoints.ts'
import { actorOf } from './context/actor-instance.ts'
import { nameStandIns } from './context/wired.ts'
import { maskedValues } from './context/masked-values.ts'
import { laneInfos } from './context/lane-infos.ts'
import { openRun } from './opening/open.ts'
import { prepare } from './opening/prepare.ts'
import { expectEndsBeyond } from './verbs/own-end.ts'
import { longestTimer, scenarioDeadline, stepDeadline } from './time/scaled.ts'
import { showDuration } from '../text/units.ts'
import { warningsOf } from './ending/warnings.ts'

/** Plays one scenario: steps, idle, final checks, freeze, teardown, in this order. Never rejects for anything a user wrote. */
export async function runScenario(scenario: Scenario, registry: Registry, host: RunHost): Promise<RunResult> {
  const context = openRun(scenario, registry, host)
  const others = registry.plugins.filter(isFromOutside)
  if (others.length === 0) return playScenario(context)
  const { onWatch } = await import('./watchdog/watchdog.ts')
  const stopListening = onUncaughtInPlugins(others, (plugin, error) =>
    pluginError(context, `the plugin “${plugin.name}” threw an error that was not caught: ${thrownMessage(error)}`),
  )
  try {
    return await onWatch(context, longestStep(context), () => playScenario(context))
  } finally {
    stopListening()
  }
}

async function playScenario(context: RunContext): Promise<RunResult> {
  const { title, source } = context.scenario
  const lanes = laneInfos(context)
  const wall = context.clock.startedAt.toISOString()
  if (context.host.besideOthers === true) context.recorder.openSoon()
  context.recorder.write({ type: 'begun', at: 0, scenario: title, file: source.shown, wall, lanes })
  let failure: Failure | undefined
  let problems: Problem[] = []
  try {
    failure = await runPhases(context)
  } catch (error) {
    failure = bugOr(context, error)
  } finally {
    const unfrozen = allEndpoints(context).map((endpoint) => endpoint.lane)
    for (const lane of unfrozen) lane.rows.releaseAll()
    flush(context, unfrozen, context.stepIndex)
    if (failure !== undefined) freezeFailed(context)
    context.phase = 'teardown'
    context.host.wires?.look()
    problems = await teardown(context)
    await context.host.wires?.close()
    await closeLeaks(context)
    problems.push(...context.faults)
    context.phase = 'over'
    allow()
  }
  if (failure === undefined && problems.length > 0) failure = { ...(problems[0] as Problem) }
  if (failure !== undefined && context.broken) failure = { ...failure, broken: true }
  if (context.recorder.opening !== undefined) await context.recorder.opening
  return conclude(context, failure, lanes)
}

/** Writes the verdict, closes the recording, leaves or removes the folder, and answers the outcome of the run. */
function conclude(context: RunContext, failure: Failure | undefined, lanes: RawTranscript['lanes']): RunResult {
  const { clock, recorder, skip: skipped } = context
  const startedAt = clock.startedAt.toISOString()
  const status = failure === undefined ? 'passed' : context.broken ? 'broken' : 'failed'
  const printed = failure === undefined ? {} : verdictOf(context, failure)
  recorder.write({ type: 'verdict', at: clock.micros(), status, ...printed })
  recorder.close()
  nameStandIns(context)
  const left = leaveFolder(context, failure)
  context.close()
  return defined({
    ...(skipped === undefined ? { status, failure } : { status: 'skipped' as const, skipped }),
    rawTranscript: rawTranscriptOf(context, lanes, startedAt),
    warnings: warningsOf(context, left.trouble),
    duration: clock.micros() / 1000,
    startedAt,
    recording: context.host.recordTo,
    kept: left.kept,
    bugSteps: bugStepsOf(context, failure),
  })
}

/** Of the steps with `known-bug`: those that were done, and the one at which the run has failed. */
function bugStepsOf({ step, doneBugs }: RunContext, failure: Failure | undefined): RunResult['bugSteps'] {
  const url = failure === undefined ? undefined : step?.['known-bug']
  if (doneBugs.size === 0 && url === undefined) return undefined
  const done = [...doneBugs].map(({ span }) => span)
  return { done, ...(step === undefined || url === undefined ? {} : { failed: { span: step.span, url } }) }
}

function rawTranscriptOf(context: RunContext, lanes: RawTranscript['lanes'], startedAt: string): RawTranscript {
  const { scenario } = context
  return {
    title: scenario.title,
    source: scenario.source.shown,
    startedAt,
    lanes,
    rows: context.rows,
    ...(context.unshown && { unshown: context.unshown }),
    aliases: namesOfPlaces(context),
    captured: maskedValues(context),
    places: context.places,
    numbers: context.numbers,
    open: openLanes(context),
    sorted: [...scenario.actors.values()].filter((actor) => actor.rows === 'sorted').map((actor) => actor.name),
  }
}

/** A failure as a recording has it: in words, with its lane and its step. */
function verdictOf(
  context: RunSetup,
  { message, lane, span, verb }: Failure,
): Pick<Extract<Event, { type: 'verdict' }>, 'message' | 'lane' | 'line' | 'verb'> {
  return {
    message,
    ...(lane === undefined ? {} : { lane }),
    ...(span === undefined ? {} : { line: context.lineOf(span) }),
    ...(verb === undefined ? {} : { verb }),
  }
}

/** Milliseconds that a step may take at most. */
function longestStep(context: RunContext): number {
  let longest = stepDeadline(context)
  for (const step of allSteps(context.scenario.steps))
    if (step.within !== undefined) longest = Math.max(longest, stepDeadline(context, step))
  return longest
}

async function runPhases(context: RunContext): Promise<Failure | undefined> {
  const { host } = context
  // A person may think for as long as it takes.
  const most = host.beforeStep === undefined ? scenarioDeadline(context) : longestTimer
  const limit = setTimeout(
    () =>
      stopRun(
        context,
        failing(
          context,
          'scenario-timeout',
          `the scenario has taken longer than ${showDuration(most)}`,
          loopingRules(context) ?? { hint: 'give it more time with limits: { scenario: … }' },
        ),
      ),
    most,
  )
  const interrupt = () => stopRun(context, failing(context, 'interrupted', 'interrupted'))
  // Any number of runs may share it, and Node warns of more than ten listeners.
  setMaxListeners(0, host.signal)
  host.signal.addEventListener('abort', interrupt)
  if (host.signal.aborted) interrupt()
  const giveUp = new GiveUp(context)
  try {
    const unprepared = await prepare(context)
    if (unprepared !== undefined) return unprepared
    const failure = await runSteps(context, context.scenario.steps)
    const ended = await afterFault(context, failure, runSteps, giveUp)
    if (ended !== undefined) return ended.failure
    if (failure !== undefined) return explainLate(context, failure)
    context.step = undefined
    const unfinished = await untilIdle(context)
    if (unfinished !== undefined) return mainFailure(context, unfinished)
    for (const { lane } of allEndpoints(context)) lane.watchRest()
    askStates(context)
    if (context.stopped !== undefined) return context.stopped
    expectEndsBeyond(context)
    const unclean = finalChecks(context)
    freeze(context)
    return mainFailure(context, unclean ?? context.stopped)
  } finally {
    giveUp.stop()
    clearTimeout(limit)
    host.signal.removeEventListener('abort', interrupt)
    for (const port of context.ports.values()) giveBackPort(port)
  }
}

/** The actors' states in a failure are those after the ends that came with it. */
async function explainLate(context: GuardContext, failure: Failure): Promise<Failure> {
  if (failure.code === 'interrupted' || failure.actors === undefined) return failure
  await lastChanges(context)
  return explained(context, failure)
}

/** Without this check, a kind that cannot describe its actors would show only in a failure, which it then hides. */
function askStates(context: RunActors): void {
  for (const endpoint of allEndpoints(context)) actorOf(endpoint)?.state()
}

function namesOfPlaces(context: RunNames): Alias[] {
  const { asked } = context.names
  return context.aliases.map((alias) =>
    isPid(alias) && !asked.has(alias.name) ? { ...alias, unasked: true as const } : alias,
  )
}

/** What a run finds out opens no lane: only its author does. */
function openLanes(context: RunSetup): string[] {
  return [...context.scenario.actors.values()].filter((actor) => actor.tail === 'open').map((actor) => actor.name)
}
