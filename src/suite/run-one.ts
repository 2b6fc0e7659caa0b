import type { RawRow } from '../model/event.ts'
import type { Progress, WaitingStep } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Checked } from '../pipeline.ts'
import { run } from '../pipeline.ts'
import type { RunHost } from '../run/context/host.ts'
import { laneInfo } from '../run/context/lane-infos.ts'
import { nameOf, variantText } from '../report/variant-text.ts'
import type { AmongRuns } from './attempts.ts'
import { bugFailure } from './bug-failure.ts'
import { holdUses } from './claims.ts'
import { variantOf, type Entry } from './entry.ts'
import { newPath, outputPath, placesOfTranscript } from './paths.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { defined } from '../text/defined.ts'

type Options = Pick<SuiteOptions, 'ci' | 'update' | 'out' | 'scenarios' | 'transcripts' | 'base' | 'timeoutScale'> &
  AmongRuns

/** Runs one entry, whose file is checked, or answers for it when it is invalid. Never rejects: an exception is a bug, reported as such. */
export async function runOne(
  entry: Entry,
  checked: Checked,
  options: Options,
  host: SuiteHost,
  publish: (progress: Progress) => void,
  watched: boolean,
): Promise<ScenarioResult> {
  const { services } = host
  const named = { file: services.shown(entry.file), ...variantOf(entry) }
  if (checked.scenario !== undefined) publish(begunWith(checked, named, options.attempt))
  const { baseline, ...outputs } = placesOf(entry, options, host)
  const runHost = {
    ...runHostOf(host, options),
    ...outputs,
    ...(watched
      ? {
          onRow: (row: RawRow) => publish({ type: 'row', ...named, row }),
          waits: (step: WaitingStep | undefined) =>
            publish({ type: 'waiting', ...named, ...(step === undefined ? {} : { step }) }),
        }
      : {}),
  }
  let release: (() => void) | undefined
  try {
    release = await holdUses(checked, host.signal, {
      self: { file: nameOf(named), folder: host.cwd },
      waits: (inUse) => publish({ type: 'in-use', ...named, ...(inUse !== undefined && { inUse }) }),
    })
    const result = await (options.events === true ? runSeen : run)(checked, runHost, services, baseline)
    return { ...result, ...variantOf(entry) }
  } catch (thrown) {
    return bugIn(named, checked, thrown)
  } finally {
    release?.()
  }
}

/** What each run of a suite has in common. */
export const runHostOf = (host: SuiteHost, { timeoutScale }: Pick<SuiteOptions, 'timeoutScale'>): RunHost => ({
  now: host.now,
  wall: host.wall,
  env: host.env,
  tmpRoot: host.tmpRoot,
  vars: host.services.vars,
  secrets: host.secrets,
  signal: host.signal,
  besideOthers: host.besideOthers === true,
  ...defined({
    programEnv: host.programEnv,
    reaper: host.reaper,
    uncaughtHandlers: host.uncaughtHandlers,
    portShare: host.portShare,
    recordAtOnce: host.recordAtOnce,
    timeoutScale,
  }),
})

/** Runs it as one among several, which are compared. */
async function runSeen(...[checked, host, services, baseline]: Parameters<typeof run>): Promise<ScenarioResult> {
  const { eventsSeen } = await import('./events-seen.ts')
  const seen = eventsSeen(checked)
  return seen.over(await run(checked, { ...host, ...seen.host }, services, baseline), host.recordTo)
}

/** The transcript of a scenario, and what its run leaves in the output folder. */
export function placesOf(
  entry: Entry,
  options: Pick<SuiteOptions, 'ci' | 'update' | 'out' | 'scenarios' | 'transcripts' | 'base'> & AmongRuns,
  { cwd }: Pick<SuiteHost, 'cwd'>,
) {
  const { out, base = cwd, suffix = '' } = options
  const output = (extension: string): string => outputPath(out, base, entry, extension)
  const { committed, pending } = placesOfTranscript(entry, options)
  const baseline = {
    file: committed,
    newFile: options.ci ? output('.new.txt') : pending,
    mode: options.ci ? ('ci' as const) : options.update ? ('update' as const) : ('local' as const),
    ...(options.another === true ? { another: true as const } : {}),
    ...(pending === newPath(committed) ? {} : { variant: variantText(entry) }),
  }
  return { baseline, recordTo: output(`${suffix}.jsonl`), keepTo: output(`${suffix}.files`) }
}

/** The result of a scenario of which a run threw, which is a bug of ours. */
export function bugIn(
  named: Pick<ScenarioResult, 'file' | 'variant'>,
  { title, sources }: Checked,
  thrown: unknown,
): ScenarioResult {
  const failure = bugFailure(thrown)
  return { ...named, title, status: 'broken', duration: 0, attempts: 1, problems: [], warnings: [], failure, sources }
}

/** What is published when a run of a scenario begins; `attempt` is for a person. */
export const begunWith = (
  { title, scenario, registry }: Checked,
  named: Pick<ScenarioResult, 'file' | 'variant'>,
  attempt?: string,
): Progress => ({
  type: 'scenario-begun',
  ...named,
  title,
  lanes: [...(scenario?.actors.values() ?? [])].map((actor) =>
    laneInfo(actor.name, actor, registry.kinds.get(actor.kind)?.value),
  ),
  ...(attempt === undefined ? {} : { attempt }),
})
