import path from 'node:path'
import { expect, test } from 'vitest'
import { defaultsOf } from '../../src/cli/flag.ts'
import { runFlags } from '../../src/cli/options.ts'
import { prepareRun, type RunArgs } from '../../src/cli/prepare-run.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { nameOf } from '../../src/report/variant-text.ts'
import { shakingRunner } from '../../src/shake/runner.ts'
import { runSuite } from '../../src/suite/run-suite.ts'
import { shellIn } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'
import { home } from './house.ts'

/** Scenarios at once: most of the time each waits for its programs. */
const atOnce = 3

/** A cut at a place that matters, each byte of a stream by itself, and another cut. */
const shaking = { seed: 1, runs: 3, jobs: 1 }

test('every shipped scenario comes to the same wherever its streams are cut', { timeout: 600_000 }, async () => {
  const args = { ...defaultsOf(runFlags), ci: true, out: path.join(folderWith({}), 'out') } as unknown as RunArgs
  const prepared = await prepareRun(args, shellIn(home))
  if ('code' in prepared) throw new Error('the call is wrong')
  const options = { ...prepared.options, jobs: atOnce }
  const results: ScenarioResult[] = []
  await runSuite(
    options,
    prepared.host,
    (progress) => void (progress.type === 'scenario-ended' && results.push(progress.result)),
    shakingRunner(options, shaking),
  )
  const failed = results.filter(({ status }) => status !== 'passed' && status !== 'skipped')
  expect(failed.map((result) => [nameOf(result), result.failure?.message, result.failure?.why])).toEqual([])
  const led = results.filter(({ shaken }) => shaken !== undefined && shaken.streams > 0)
  expect(led.length).toBeGreaterThan(results.length / 2)
})
