import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import type { Problem } from '../../src/model/problem.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { check, registryOf, run, type Baseline, type Checked, type Services } from '../../src/pipeline.ts'
import { type RunHost } from '../../src/run/context/host.ts'
import { printFailure, printProblem } from '../../src/report/printing.ts'
import { nodeFiles } from '../../src/suite/files.ts'
import { shownFrom } from '../../src/suite/paths.ts'
import { plain } from '../../src/text/palette.ts'

/** The folder of the project, wherever it was cloned. */
export const home = path.resolve(import.meta.dirname, '../..')

const builtIn = registryOf(plugins)

/** The real files of this machine, with paths shown relative to a folder. */
export function servicesAt(folder: string, vars: ReadonlyMap<string, string> = new Map()): Services {
  const shown = shownFrom(folder)
  return { files: nodeFiles(shown), shown, builtIn, vars }
}

/** What a run is handed; `more` replaces parts of it. */
export function hostFor(more: Partial<RunHost> = {}): RunHost {
  return {
    now: () => performance.now(),
    wall: () => new Date(),
    env: { PATH: process.env['PATH'], HOME: os.homedir() },
    tmpRoot: os.tmpdir(),
    vars: new Map(),
    secrets: [],
    signal: new AbortController().signal,
    ...more,
  }
}

/** Every scenario below a folder of the project, by its name without extension. */
export function scenariosIn(folder: string): readonly { readonly name: string; readonly file: string }[] {
  return fs
    .readdirSync(path.join(home, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name: name.slice(0, -'.yaml'.length), file: path.join(home, folder, name) }))
}

/** All that `check` says about a file, as it is printed without colour. */
export async function checkPrinted(file: string, folder = home): Promise<{ checked: Checked; printed: string }> {
  const checked = await check(file, servicesAt(folder))
  const sourceOf = (name: string) => checked.sources.get(name)
  const printed = [...checked.problems, ...checked.warnings].map((problem) => printProblem(problem, sourceOf, plain))
  return { checked, printed: printed.map((text) => `${text}\n`).join('\n') }
}

/** Checks and runs a file, compared with no transcript. A file that is refused is an error of the test. */
export async function runFile(
  file: string,
  more: Partial<RunHost> = {},
  folder = home,
  baseline?: Baseline,
): Promise<ScenarioResult> {
  const services = servicesAt(folder)
  const checked = await check(file, services)
  if (checked.scenario === undefined) throw new Error(`invalid: ${checked.problems.map(oneLine).join('; ')}`)
  return run(checked, hostFor(more), services, baseline)
}

/** Runs a scenario given as text. */
export async function runText(text: string, more: Partial<RunHost> = {}): Promise<ScenarioResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'promise-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'scenario.yaml')
  fs.writeFileSync(file, text)
  return runFile(file, more, folder)
}

/** The report of a failure as a person sees it, without colour. */
export function failurePrinted(result: ScenarioResult): string {
  return result.failure === undefined ? '' : `${printFailure(result.failure, result.sources, plain, 100)}\n`
}

/** The open handles of this process whose kinds, as Node names them, match; sorted. */
export const openHandles = (kinds: RegExp): readonly string[] =>
  process
    .getActiveResourcesInfo()
    .filter((name) => kinds.test(name))
    .sort()

/** The transcript as bare rows, without times. */
export const rowsOf = (result: ScenarioResult): readonly string[] =>
  (result.transcript?.rows ?? []).map(({ lane, mark, text }) => `${lane} ${mark} ${text}`)

const oneLine = ({ code, message }: Problem): string => `${code}: ${message}`
