import { defaultsOf } from '../../src/cli/flag.ts'
import { runFlags } from '../../src/cli/options.ts'
import { prepareRun, type RunArgs } from '../../src/cli/prepare-run.ts'
import type { Progress } from '../../src/model/progress.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import type { Plan } from '../../src/model/shake.ts'
import { partsOf } from '../../src/shake/parts.ts'
import type { ShakeOptions, WiresFor } from '../../src/shake/options.ts'
import { shakingRunner } from '../../src/shake/runner.ts'
import { runSuite } from '../../src/suite/run-suite.ts'
import { shellIn } from '../cli/fake-shell.ts'
import { streamOf } from './streams.ts'

/** What came of shaking the one scenario of a folder, and the names of its runs. */
export interface ShakenHere {
  readonly result: ScenarioResult
  readonly attempts: readonly string[]
}

export async function shaken(
  folder: string,
  shaking: Partial<ShakeOptions>,
  wiresFor?: WiresFor,
  signal: AbortSignal = new AbortController().signal,
): Promise<ShakenHere> {
  const prepared = await prepareRun(defaultsOf(runFlags) as unknown as RunArgs, { ...shellIn(folder), signal })
  if ('code' in prepared) throw new Error('the call is wrong')
  const { options, host } = prepared
  const attempts: string[] = []
  const results: ScenarioResult[] = []
  const publish = (progress: Progress): void => {
    if (progress.type === 'scenario-ended') results.push(progress.result)
    if (progress.type === 'scenario-begun') attempts.push(progress.attempt ?? '')
  }
  const runner = shakingRunner(options, { seed: 1, runs: 20, jobs: 2, ...shaking }, wiresFor)
  await runSuite({ ...options, jobs: 1 }, host, publish, runner)
  if (results.length !== 1) throw new Error(`${results.length} scenarios have ended`)
  return { result: results[0] as ScenarioResult, attempts }
}

/** Wires that cut nothing: a program knows by its environment what they would have done, as `CHANGES`. */
export const wiresByEnvironment =
  (plans: Plan[] = [], text = 'PUT something\n'): WiresFor =>
  (plan) => {
    plans.push(plan)
    const changes = partsOf(plan).map((part) => ('at' in part ? `${part.kind} ${part.at}` : part.kind))
    return {
      host: { programEnv: { CHANGES: changes.join() } },
      streams: () => [streamOf(text)],
      notLed: () => [],
      struck: () => false,
      serves: () => true,
    }
  }
