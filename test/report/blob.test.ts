import { describe, expect, test } from 'vitest'
import type { Progress } from '../../src/model/progress.ts'
import { readBlob, writeBlob, type Blob } from '../../src/report/blob.ts'
import { tally } from '../../src/report/summary.ts'
import { differing, failed, passed } from '../plugins/reporters/results.ts'

const summary = tally().summary({ duration: 420, interrupted: false, problems: [] })
const begun = { type: 'suite-begun', files: 3, jobs: 8, version: '0.1.0' } as const
const updates: readonly Progress[] = [passed, failed, differing].map((result) => ({ type: 'scenario-ended', result }))

async function written(progress: readonly Progress[]): Promise<string> {
  async function* stream() {
    yield* progress
  }
  let text = ''
  for await (const part of writeBlob(stream())) text += part
  return text
}
const whole = () => written([begun, ...updates, { type: 'suite-ended', summary }])

test('a run comes back with all that its results have', async () => {
  const blob = readBlob(await whole()) as Blob
  expect(blob).toEqual({ begun, updates, summary })
})

describe('what is no blob', () => {
  test.each<[string, (text: string) => string, string]>([
    ['nothing', () => '', 'it is not a blob'],
    ['a recording', () => '{"recording":1}\n', 'it is not a blob'],
    [
      'another version',
      (text) => text.replace('{"blob":1}', '{"blob":2}'),
      'it has version 2, and only version 1 can be read',
    ],
    [
      'a damaged head',
      (text) => text.replace('{"blob":1}', '{"blob":'),
      'it has version undefined, and only version 1 can be read',
    ],
    ['a part of a line', (text) => text.slice(0, -10), 'it is cut off'],
    ['no end', (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), 'it is cut off'],
    ['the head alone', (text) => text.slice(0, text.indexOf('\n') + 1), 'it has no beginning of a run'],
    ['a line of something else', (text) => text.replace('"scenario-ended"', '"scenario'), 'line 3 cannot be read'],
    ['a result without a file', (text) => text.replace('"file":', '"fill":'), 'line 3 cannot be read'],
    ['a line that is null', (text) => text.replace('\n{"type"', '\nnull\n{"type"'), 'line 2 cannot be read'],
  ])('%s', async (_, damage, why) => {
    expect(readBlob(damage(await whole()))).toBe(why)
  })
})
