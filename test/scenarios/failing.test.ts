import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { failurePrinted, home, runFile, scenariosIn } from './house.ts'

describe('every file under scenarios/failing', () => {
  test.each(scenariosIn('scenarios/failing'))('$name fails with its report', async ({ name, file }) => {
    const result = await runFile(file)
    expect(result.status).toMatch(/failed|broken/)
    const printed = stable(failurePrinted(result))
    expect(printed.split('\n').length).toBeLessThanOrEqual(30)
    await expect(printed).toMatchFileSnapshot(path.join(home, 'scenarios/failing', `${name}.txt`))
  })
})

/** A report without what differs from run to run: drawn ports, times of silence, process ids, the run's folder. */
function stable(printed: string): string {
  return printed
    .replace(/(localhost:|127\.0\.0\.1:|port )\d{4,5}/g, '$1PORT')
    .replace(/, silent for [\d.]+ s/g, '')
    .replace(/\(\d+\.\d s\)/g, '(TIME)')
    .replace(/it came \d+ms after/g, 'it came TIME after')
    .replace(/\/\S*\/sc-\w{6}/g, 'TMP')
}
