import type { Problem } from '../model/problem.ts'
import type { Failure, ScenarioResult } from '../model/result.ts'
import type { CrashMatrix, NotLed, Plan, Shaken, Stream } from '../model/shake.ts'
import type { Checked } from '../pipeline.ts'
import { variantFlags } from '../report/variant-flags.ts'
import { shellWord } from '../text/shell-word.ts'
import type { Prepared } from './context.ts'
import type { Differing } from './difference.ts'
import type { Confirmed } from './finding.ts'
import type { ShakeOptions } from './options.ts'
import type { Subject } from './run-planned.ts'
import { flagsOfPlan } from './flags.ts'
import type { WrittenFinding } from './write-finding.ts'
import { wordsOfPlan } from './words.ts'

/** What is known when the search is over. */
export interface About {
  readonly subject: Subject
  readonly shaking: ShakeOptions
  /** Of the run through wires that do nothing. */
  readonly streams: readonly Stream[]
  readonly notLed: readonly NotLed[]
  /** Runs with a plan of their own. */
  readonly runs: number
}

/** It says itself why it is not shaken, and is not run. */
export const skippedResult = (
  named: Pick<ScenarioResult, 'file' | 'variant'>,
  { title, tags, sources, problems, warnings }: Checked,
  why: string,
): ScenarioResult => ({
  ...named,
  title,
  tags,
  status: 'skipped',
  skipped: why,
  duration: 0,
  attempts: 1,
  problems,
  warnings,
  sources,
})

/** The same after so many runs. */
export const aboutOf = (
  { subject, shaking, control: { streams, notLed } }: Pick<Prepared, 'subject' | 'shaking' | 'control'>,
  runs: number,
): About => ({ subject, shaking, streams, notLed, runs })

/** Nothing was found. */
export const passedResult = (plain: ScenarioResult, about: About): ScenarioResult => ({
  ...withoutRun(plain),
  warnings: [...plain.warnings, ...warningsOf(about)],
  shaken: shakenOf(about, {}),
})

/** It was interrupted; `about` what was done before, and what became of actors then. */
export const interruptedResult = (plain: ScenarioResult, about?: About, crashes?: CrashMatrix): ScenarioResult => ({
  ...withoutRun(plain),
  ...(about === undefined ? {} : { shaken: { ...shakenOf(about, {}), ...(crashes === undefined ? {} : { crashes }) } }),
  status: 'failed',
  failure: { code: 'interrupted', message: 'interrupted' },
})

/** It passes, and flags ask for what it does not have. */
export const notDone = (plain: ScenarioResult, about: About, failure: Failure): ScenarioResult => ({
  ...withoutRun(plain),
  warnings: [...plain.warnings, ...warningsOf(about)],
  status: 'failed',
  failure,
})

/** It passes, and through wires that do nothing it does not. */
export const cannotBeShaken = ({ result }: Differing): ScenarioResult => ({
  ...result,
  failure: {
    ...result.failure,
    code: 'cannot-be-shaken',
    message: 'it passes by itself, and not with wires in front of its actors, which do nothing',
    why: reasonOf(result.failure),
    hint: `“scenario run ${shellWord(result.file)} --repeat 100” shows whether it passes each time`,
  },
})

/** What was found, as the failure of the run that shows it. */
export function resultOf(finding: Confirmed, run: number | undefined, about: About): ScenarioResult {
  const { result } = finding.differing
  const plan = finding.kind === 'reproduced' ? finding.plan : undefined
  return {
    ...result,
    warnings: [...result.warnings, ...warningsOf(about)],
    failure: failureOf(finding, run, about),
    shaken: shakenOf(about, { ...(run === undefined ? {} : { found: run }), ...(plan === undefined ? {} : { plan }) }),
  }
}

function failureOf(finding: Confirmed, run: number | undefined, about: About): Failure {
  const { failure, file } = finding.differing.result
  const common = { ...failure, why: reasonOf(failure) }
  if (finding.kind === 'reproduced') {
    const message = `fails when ${wordsOfPlan(finding.plan, about.streams)}`
    return { ...common, code: 'fails-when-shaken', message, hint: hintOf(finding.plan, run, about) }
  }
  const message =
    finding.kind === 'by-itself'
      ? 'fails now and then, also when nothing is done to it'
      : `run ${run} cannot be reproduced: ${finding.failed} of ${finding.runs} runs to which the same is done fail`
  const hint = `“scenario run ${shellWord(file)} --repeat 100” shows how runs of it differ`
  return { ...common, code: 'fails-now-and-then', message, hint }
}

/** What fails then, and why. */
export const reasonOf = ({ code, message, why }: Failure): string =>
  `${code}: ${message}${why === undefined ? '' : ` (${why})`}`

/** How to see it again, and how to keep it. */
function hintOf(plan: Plan, run: number | undefined, about: About): string {
  const flags = flagsOfPlan(plan) ?? seedFlags(about.shaking, run)
  return `“${commandOf(about, flags)}” repeats it${about.shaking.nameOfNext === undefined ? ', and with --write NAME writes it as a scenario' : ''}`
}

const seedFlags = ({ seed }: ShakeOptions, run: number | undefined): readonly string[] => [
  '--seed',
  String(seed),
  '--run',
  String(run),
]

/** The call that does this to the scenario again. */
export function commandOf({ subject, shaking }: About, flags: readonly string[]): string {
  const { entry, host } = subject
  const given = [...variantFlags([entry]), ...(shaking.flags ?? [])]
  return ['scenario', 'shake', host.services.shown(entry.file), ...given, ...flags].map(shellWord).join(' ')
}

/** The result of what was found, which says what was written of it. */
export function withWritten<Result extends ScenarioResult>(result: Result, written: WrittenFinding): Result {
  if (result.failure === undefined) return result
  const { hint = '' } = result.failure
  const about =
    'why' in written
      ? `it could not be written as a scenario: ${written.why}`
      : `written as ${written.scenario}${written.transcript === undefined ? '' : ` with ${written.transcript}`}, which fails in the same way in each run`
  return { ...result, failure: { ...result.failure, hint: `${hint}; ${about}` } }
}

/** What was not shaken. */
export const warningsOf = ({ notLed, streams, shaking }: Pick<About, 'notLed' | 'streams' | 'shaking'>): Problem[] =>
  (notLed.length === 0 && streams.length === 0 ? [nothingLed(shaking)] : notLed).map((each) => ({
    code: 'not-shaken' as const,
    ...each,
    severity: 'warning' as const,
  }))

const nothingLed = ({ faults }: ShakeOptions): NotLed => ({
  message: `no connection between actors was ${faults === undefined ? 'cut or delayed' : 'broken'}: the scenario has none`,
  hint: 'shake a scenario in which one actor connects to another',
})

export const shakenOf = ({ shaking, streams, runs }: About, found: Pick<Shaken, 'found' | 'plan'>): Shaken => ({
  runs,
  ...(bySeed(shaking) ? { seed: shaking.seed } : {}),
  streams: streams.length,
  ...(shaking.again === undefined ? {} : { again: shaking.again }),
  ...found,
})

const bySeed = ({ plan, everyByte, faults }: ShakeOptions): boolean =>
  plan === undefined && everyByte !== true && faults === undefined

/** The recording of a run that nothing was done to says nothing about the others. */
function withoutRun(result: ScenarioResult): ScenarioResult {
  const { recording: _, kept: _1, ...rest } = result
  return rest
}
