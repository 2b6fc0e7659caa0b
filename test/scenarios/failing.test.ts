import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ScenarioResult } from '../../src/model/result.ts'
import { check, run, type Baseline } from '../../src/pipeline.ts'
import { printDifference } from '../../src/report/printing.ts'
import { plain } from '../../src/text/palette.ts'
import { folderWith } from '../suite/temporary.ts'
import { expectOneScreen, report } from './one-screen.ts'
import { failurePrinted, home, hostFor, runFile, scenariosIn, servicesAt } from './house.ts'

const folder = path.join(home, 'scenarios/failing')

/** These need a transcript to differ from, and are compared with one below. */
const compared = ['transcript-differs']

describe('every file under scenarios/failing', () => {
  const files = scenariosIn('scenarios/failing').filter(({ name }) => !compared.includes(name))

  test.each(files)('$name fails with its report, which fits on one screen', async ({ name, file }) => {
    const result = await runFile(file)
    expect(result.status).toMatch(/failed|broken/)
    expectOneScreen(await report(result))
    const printed = stable(failurePrinted(untimed(result)))
    expect(printed.split('\n').length).toBeLessThanOrEqual(25)
    await expect(printed).toMatchFileSnapshot(path.join(folder, `${name}.txt`))
  })

  test('and every golden report has its file', () => {
    const names = fs.readdirSync(folder)
    const lonely = names.filter((name) => name.endsWith('.txt') && !names.includes(name.replace(/txt$/, 'yaml')))
    expect(lonely).toEqual([])
  })
})

test('a conversation that differs from its transcript fails with the lines that differ', async () => {
  const services = servicesAt(home)
  const checked = await check(path.join(folder, 'transcript-differs.yaml'), services)
  const there = folderWith({})
  const baseline: Baseline = { file: path.join(there, 'it.txt'), newFile: path.join(there, 'it.new.txt'), mode: 'local' }
  expect(await run(checked, hostFor(), services, baseline)).toMatchObject({ status: 'passed' })
  const recorded = fs.readFileSync(baseline.file, 'utf8')
  fs.writeFileSync(baseline.file, recorded.replace('half past nine', 'half past ten'))
  const result = await run(checked, hostFor(), services, baseline)
  expect(result.status).toBe('failed')
  const { comparison } = result
  const difference = comparison?.outcome === 'differs' ? printDifference(comparison.difference, plain) : ''
  const printed = `${failurePrinted(result)}\n${difference}\n`.replaceAll(/\S*it\.txt/g, 'transcripts/failing/transcript-differs.txt')
  await expect(stable(printed)).toMatchFileSnapshot(path.join(folder, 'transcript-differs.txt'))
})

/** Without what a busy machine adds to the reason, before the sentence is broken into rows. */
function untimed(result: ScenarioResult): ScenarioResult {
  const { failure } = result
  if (failure?.why === undefined) return result
  return { ...result, failure: { ...failure, why: failure.why.replaceAll(/ \(waited [\d.]+s longer, because [^)]*\)/g, '') } }
}

/** A report without what differs from run to run: drawn ports, times of silence, the run's folder. */
function stable(printed: string): string {
  return printed
    .replaceAll(/(localhost:|127\.0\.0\.1:|port )\d{4,5}/g, '$1PORT')
    .replaceAll(/, silent for [\d.]+ s/g, '')
    // The same where it is too long for its row.
    .replaceAll(/( never applied)…$/gm, '$1')
    .replaceAll(/\(\d+\.\d s\)/g, '(TIME)')
    .replaceAll(/it came \d+\.\dms after/g, 'it came TIME after')
    .replaceAll(/\/\S*\/sc-\w{6}/g, 'TMP')
}
