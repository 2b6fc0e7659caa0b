import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { check, run, type Baseline } from '../../src/pipeline.ts'
import { folderWith } from '../suite/temporary.ts'
import { hostFor, servicesAt } from '../scenarios/house.ts'

/** A program that prints two lines, compared with a transcript that was changed by hand. */
async function compared(tail: string, change: (transcript: string) => string, mode: Baseline['mode'] = 'ci') {
  const folder = folderWith({
    'it.yaml': `scenario: two lines
actors:
  talker: { program: { run: [sh, -c, "echo one; echo two; read line"], stdin: pipe }${tail} }
steps:
  - start: talker
  - expect: { talker: one }
`,
  })
  const services = servicesAt(folder)
  const checked = await check(path.join(folder, 'it.yaml'), services)
  const baseline = { file: path.join(folder, 'it.txt'), newFile: path.join(folder, 'it.new.txt') }
  await run(checked, hostFor(), services, { ...baseline, mode: 'local' })
  fs.writeFileSync(baseline.file, change(fs.readFileSync(baseline.file, 'utf8')))
  const result = await run(checked, hostFor(), services, { ...baseline, mode })
  return { result, now: fs.readFileSync(baseline.file, 'utf8') }
}

const opened = (transcript: string) => transcript.replace('\n\n', '\n# tail open: talker\n\n')
const withoutLast = (transcript: string) => transcript.replace(/\n\n# unmatched output\n.*\n$/, '\n')

test('a tail that the transcript alone calls open fails at its line', async () => {
  const { result } = await compared('', opened)
  expect(result.failure).toMatchObject({
    code: 'tail-not-declared',
    message: 'it.txt has “talker” with an open tail, and the scenario does not say so',
  })
  const { span } = result.failure ?? {}
  const text = opened(fs.readFileSync(span?.file as string, 'utf8'))
  expect(text.slice(span?.start, span?.end)).toBe('talker')
})

test('-u closes it', async () => {
  const { result, now } = await compared('', opened, 'update')
  expect([result.status, now.includes('# tail open')]).toEqual(['passed', false])
})

test('a line that is lost at the end is missed, unless the transcript is open and the scenario says so', async () => {
  expect((await compared('', withoutLast)).result.failure?.code).toBe('transcript-differs')
  expect((await compared(', tail: open', withoutLast)).result.status).toBe('passed')
})

test('declaring tail: open does not open what was committed closed, until -u', async () => {
  const closed = (text: string) => withoutLast(text).replace('# tail open: talker\n', '')
  expect((await compared(', tail: open', closed)).result.failure?.code).toBe('transcript-differs')
  const { now } = await compared(', tail: open', (text) => text.replace('# tail open: talker\n', ''), 'update')
  expect(now).toContain('# tail open: talker\n')
})
