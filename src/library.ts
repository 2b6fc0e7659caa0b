import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { plugins as builtIn } from '../plugins/index.ts'
import { describe } from '../plugins/reporters/trouble.ts'
import { environment } from './process-environment.ts'
import type { RawRow } from './model/event.ts'
import type { Plugin } from './model/plugin.ts'
import type { Problem } from './model/problem.ts'
import type { ScenarioResult } from './model/result.ts'
import type { Source } from './model/span.ts'
import type { Baseline, Files, Services } from './pipeline.ts'
import type { RunHost } from './run/context/host.ts'
import { check as checkFile, registryOf, run as runChecked } from './pipeline.ts'
import { guard } from './kernel/reaper.ts'
import { holdUses } from './suite/claims.ts'
import { nodeFiles } from './suite/files.ts'
import { newPath, shownFrom, transcriptPath } from './suite/paths.ts'

/** A scenario: its file (relative to `cwd`, or a URL), or its text with the folder that its relative paths start from. */
export type Input = string | URL | { readonly text: string; readonly dir?: string }

export interface CheckOptions {
  /** What relative paths start from, and messages shorten paths to; the process's own folder when absent. */
  readonly cwd?: string
  /** Variables, over the scenario's own. */
  readonly vars?: Readonly<Record<string, string>>
  /** Plugins besides the built-in ones and those that the scenario names. */
  readonly plugins?: readonly Plugin[]
}

/** What is known about a scenario before it runs. */
export interface CheckResult {
  readonly file: string
  readonly title: string
  readonly tags: readonly string[]
  /** True when it would be run. */
  readonly valid: boolean
  /** Every mistake, each with its place; empty when it is valid. */
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  /** The texts that the places point into, by absolute path. */
  readonly sources: ReadonlyMap<string, Source>
}

export interface RunOptions extends CheckOptions {
  /** The environment, of which programs under test get a plain part; that of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Environment variables of all programs, by name, as `--env` gives them; they win over what the scenario lists. */
  readonly programEnv?: Readonly<Record<string, string>>
  /** Values that must be shown nowhere, by name; those of a list are called by their number. */
  readonly secrets?: readonly string[] | Readonly<Record<string, string>>
  /** Interrupts the run, which then tears down and fails as `interrupted`. */
  readonly signal?: AbortSignal
  /**
   * What happens with the committed transcript: nothing (`ignore`, the default); it is recorded when missing and compared ever
   * after (`local`); it is compared and nothing is written (`ci`); it is made to agree (`update`).
   */
  readonly transcript?: 'ignore' | Baseline['mode']
  /** A file for the recording, JSON Lines; the files of a run that failed are kept beside it (`kept` of the result). */
  readonly recordTo?: string
  /** Called for each row of the scenario as it comes. */
  readonly onRow?: (row: RawRow) => void
}

/** Reads and checks a scenario; nothing runs, and nothing is thrown for what its author wrote. */
export async function check(input: Input, options: CheckOptions = {}): Promise<CheckResult> {
  const { file, services } = benchFor(input, options)
  const { scenario, title, tags, problems, warnings, sources } = await checkFile(file, services)
  return { file: services.shown(file), title, tags, valid: scenario !== undefined, problems, warnings, sources }
}

/** Checks and runs one scenario. An invalid one is `broken`, with its `problems`; nothing is thrown for what its author wrote. */
export async function run(input: Input, options: RunOptions = {}): Promise<ScenarioResult> {
  const { file, services } = benchFor(input, options)
  const { env, tmpRoot, now, wall } = environment()
  const { transcript = 'ignore', recordTo, onRow } = options
  const reaper = guard()
  const host = {
    now,
    wall,
    env: options.env ?? env,
    ...(options.programEnv === undefined ? {} : { programEnv: options.programEnv }),
    tmpRoot,
    vars: services.vars,
    secrets: named(options.secrets ?? []),
    signal: options.signal ?? new AbortController().signal,
    reaper,
    ...(recordTo === undefined ? {} : outputAt(path.resolve(options.cwd ?? environment().cwd, recordTo))),
    ...(onRow === undefined ? {} : { onRow: onRow }),
  }
  const committed = transcriptPath(file)
  const baseline =
    transcript === 'ignore' ? undefined : { file: committed, newFile: newPath(committed), mode: transcript }
  let release: (() => void) | undefined
  try {
    const checked = await checkFile(file, services)
    const self = { file: services.shown(file), folder: path.resolve(options.cwd ?? environment().cwd) }
    release = await holdUses(checked, host.signal, { self })
    return await runChecked(checked, host, services, baseline)
  } finally {
    release?.()
    reaper.close()
  }
}

/** The files of a failed run are kept beside its recording. */
const outputAt = (recordTo: string): Pick<RunHost, 'recordTo' | 'keepTo'> => ({
  recordTo,
  keepTo: `${recordTo.replace(/\.jsonl$/, '')}.files`,
})

function named(secrets: NonNullable<RunOptions['secrets']>): { name: string; value: string }[] {
  const first = Array.isArray(secrets) ? 1 : 0
  return Object.entries(secrets).map(([key, value]) => ({
    name: first === 1 ? String(Number(key) + first) : key,
    value,
  }))
}

/** The text about a result that did not pass, as the command line prints it; empty for one that passed. */
export async function explain(
  result: ScenarioResult,
  { color = false, columns = 100 }: { readonly color?: boolean; readonly columns?: number } = {},
): Promise<string> {
  if (result.status === 'passed') return ''
  if (result.skipped !== undefined) return `${result.file}  skipped: ${result.skipped}\n`
  return describe(result, { isTTY: false, color, columns })
}

function benchFor(input: Input, options: CheckOptions): { readonly file: string; readonly services: Services } {
  const cwd = path.resolve(options.cwd ?? environment().cwd)
  const shown = shownFrom(cwd)
  const files = nodeFiles(shown)
  const services = (seen: Files): Services => ({
    files: seen,
    shown,
    builtIn: registryOf(builtIn, options.plugins),
    vars: new Map(Object.entries(options.vars ?? {})),
  })
  if (typeof input === 'string' || input instanceof URL)
    return { file: path.resolve(cwd, input instanceof URL ? fileURLToPath(input) : input), services: services(files) }
  const file = path.resolve(cwd, input.dir ?? '.', 'scenario.yaml')
  return { file, services: services(withText(files, file, input.text)) }
}

/** The files of this machine, and one that is only here. */
const withText = (files: Files, file: string, text: string): Files => ({
  ...files,
  read: (name) => (name === file ? { bytes: new TextEncoder().encode(text) } : files.read(name)),
  exists: (name) => name === file || files.exists(name),
})
