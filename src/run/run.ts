import { isPid, type Alias, type Event } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import type { Failure, RunResult } from '../model/result.ts'
import type { Scenario, Step } from '../language/scenario.ts'
import { allSteps } from '../language/steps/traits.ts'
import type { Story } from '../model/story.ts'
import { isFromOutside } from '../registry/load.ts'
import { hearPlugins } from '../registry/loading.ts'
import { audit } from './audit.ts'
import { bugOr } from './bug.ts'
import { play } from './conductor.ts'
import { explained } from './explained.ts'
import { failing } from './failing.ts'
import { allow } from './regex/bounded.ts'
import { closeLeaks } from './guard/owner.ts'
import { misbehave, said, truest } from './guard/misbehave.ts'
import type { RunHost } from './host.ts'
import { leaveFolder } from './leave-folder.ts'
import { atRest, lastNews } from './rest.ts'
import { seal, sealFailed } from './seal.ts'
import { settle } from './settle.ts'
import { flush, stopRun, type Stage } from './stage/stage.ts'
import { allParties } from './stage/parties.ts'
import { actorOf } from './stage/role.ts'
import { maskedValues } from './stage/masked-values.ts'
import { laneInfos } from './stage/lane-infos.ts'
import { openStage } from './stage/open.ts'
import { prepare } from './stage/prepare.ts'
import { giveBackPort } from './stage/free-ports.ts'
import { expectEndsBeyond } from './verbs/own-end.ts'
import { showDuration } from '../text/units.ts'
import { warningsOf } from './warnings.ts'

/** Plays one scenario: the steps, rest, audit, seal, settle, in this order. Never rejects for anything a user wrote. */
export async function runScenario(scenario: Scenario, registry: Registry, host: RunHost): Promise<RunResult> {
  const stage = openStage(scenario, registry, host)
  const others = registry.plugins.filter(isFromOutside)
  if (others.length === 0) return playOn(stage)
  const { onWatch } = await import('./watchdog/watchdog.ts')
  const deaf = hearPlugins(others, (plugin, error) =>
    misbehave(stage, `the plugin “${plugin.name}” threw what nobody caught: ${said(error)}`),
  )
  try {
    return await onWatch(stage, longestStep(scenario.steps, scenario.limits.step), () => playOn(stage))
  } finally {
    deaf()
  }
}

async function playOn(stage: Stage): Promise<RunResult> {
  const { scenario, host } = stage
  const lanes = laneInfos(stage)
  const startedAt = stage.clock.startedAt.toISOString()
  stage.recorder.write({
    type: 'begun',
    at: 0,
    scenario: scenario.title,
    file: scenario.source.shown,
    wall: startedAt,
    lanes,
  })
  let failure: Failure | undefined
  let problems: Problem[] = []
  try {
    failure = await tell(stage)
  } catch (error) {
    failure = bugOr(stage, error)
  } finally {
    const unsealed = allParties(stage).map((party) => party.lane)
    for (const lane of unsealed) lane.telling.releaseAll()
    flush(stage, unsealed, stage.stepIndex)
    if (failure !== undefined) sealFailed(stage)
    stage.phase = 'settling'
    problems = await settle(stage)
    await closeLeaks(stage)
    problems.push(...stage.faults)
    stage.phase = 'over'
    allow()
  }
  if (failure === undefined && problems.length > 0) failure = { ...(problems[0] as Problem) }
  if (failure !== undefined && stage.broken) failure = { ...failure, broken: true }
  const status = failure === undefined ? 'passed' : stage.broken ? 'broken' : 'failed'
  const verdict: Event = {
    type: 'verdict',
    at: stage.clock.micros(),
    status,
    ...(failure === undefined ? {} : verdictOf(stage, failure)),
  }
  stage.recorder.write(verdict)
  stage.recorder.close()
  const left = leaveFolder(stage, failure)
  stage.close()
  return {
    status: stage.skip === undefined ? status : 'skipped',
    ...(failure === undefined || stage.skip !== undefined ? {} : { failure }),
    ...(stage.skip === undefined ? {} : { skipped: stage.skip }),
    story: storyOf(stage, lanes, startedAt),
    warnings: warningsOf(stage, left.trouble),
    duration: stage.clock.micros() / 1000,
    startedAt,
    ...(host.recordTo === undefined ? {} : { recording: host.recordTo }),
    ...(left.kept === undefined ? {} : { kept: left.kept }),
  }
}

function storyOf(stage: Stage, lanes: Story['lanes'], startedAt: string): Story {
  const { scenario } = stage
  return {
    title: scenario.title,
    source: scenario.source.shown,
    startedAt,
    lanes,
    rows: stage.story,
    aliases: namesOfPlaces(stage),
    captured: maskedValues(stage),
    places: stage.places,
    numbers: stage.numbers,
    open: openLanes(stage),
    sorted: [...scenario.actors.values()].filter((actor) => actor.rows === 'sorted').map((actor) => actor.name),
  }
}

/** What a recording says of a failure: in words, on which lane, and at which step. */
function verdictOf(
  stage: Stage,
  { message, lane, span, verb }: Failure,
): Pick<Extract<Event, { type: 'verdict' }>, 'message' | 'lane' | 'line' | 'verb'> {
  return {
    message,
    ...(lane === undefined ? {} : { lane }),
    ...(span === undefined ? {} : { line: stage.lineOf(span) }),
    ...(verb === undefined ? {} : { verb }),
  }
}

/** Milliseconds that a step may take at most. */
function longestStep(steps: readonly Step[], limit: number): number {
  let longest = limit
  for (const { within = 0 } of allSteps(steps)) longest = Math.max(longest, within)
  return longest
}

async function tell(stage: Stage): Promise<Failure | undefined> {
  const { scenario, host } = stage
  const limit = setTimeout(
    () =>
      stopRun(
        stage,
        failing(
          stage,
          'scenario-timeout',
          `the scenario has taken longer than ${showDuration(scenario.limits.scenario)}`,
          { hint: 'give it more time with limits: { scenario: … }' },
        ),
      ),
    scenario.limits.scenario,
  )
  const interrupt = () => stopRun(stage, failing(stage, 'interrupted', 'interrupted'))
  host.signal.addEventListener('abort', interrupt)
  if (host.signal.aborted) interrupt()
  try {
    const unprepared = prepare(stage)
    if (unprepared !== undefined) return unprepared
    const failure = await play(stage, scenario.steps)
    if (failure !== undefined) return toldLate(stage, failure)
    stage.step = undefined
    const unfinished = await atRest(stage)
    if (unfinished !== undefined) return truest(stage, unfinished)
    for (const { lane } of allParties(stage)) lane.watchRest()
    askStates(stage)
    if (stage.stopped !== undefined) return stage.stopped
    expectEndsBeyond(stage)
    const unclean = audit(stage)
    seal(stage)
    return truest(stage, unclean ?? stage.stopped)
  } finally {
    clearTimeout(limit)
    host.signal.removeEventListener('abort', interrupt)
    for (const port of stage.ports.values()) giveBackPort(port)
  }
}

/** What every actor is doing is told as it is once the ends that came with the failure are known. */
async function toldLate(stage: Stage, failure: Failure): Promise<Failure> {
  if (failure.code === 'interrupted' || failure.actors === undefined) return failure
  await lastNews(stage)
  return explained(stage, failure)
}

/** A kind that cannot say how its actors are would be found only in a failure, which it then hides. */
function askStates(stage: Stage): void {
  for (const party of allParties(stage)) actorOf(party)?.state()
}

function namesOfPlaces(stage: Stage): Alias[] {
  const { asked } = stage.names
  return stage.aliases.map((alias) =>
    isPid(alias) && !asked.has(alias.name) ? { ...alias, unasked: true as const } : alias,
  )
}

/** What a run finds out opens no lane: only its author does. */
function openLanes(stage: Stage): string[] {
  return [...stage.scenario.actors.values()].filter((actor) => actor.tail === 'open').map((actor) => actor.name)
}
