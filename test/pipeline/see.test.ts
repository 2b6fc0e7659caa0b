import { expect, test } from 'vitest'
import { openConversation } from '../../src/pipeline/see.ts'

const lines = (...all: readonly object[]): string => all.map((line) => `${JSON.stringify(line)}\n`).join('')
const begun = {
  t: 0,
  recording: 1,
  scenario: 'it',
  file: 'it.yaml',
  wall: '2026-11-22T18:25:37.000Z',
  lanes: [{ lane: 'client', kind: 'tcp-client', command: '' }],
}
const received = { t: 1, lane: 'client', received: { from: 6, length: 9 } }
const verdict = { t: 2, verdict: 'passed' }

/** What is shown of a recording, with the files that were read. */
async function shown(recording: string, beside?: string) {
  const asked: string[] = []
  const contents: Readonly<Record<string, string | undefined>> = { 'it.jsonl': recording, 'it.jsonl.bytes': beside }
  const read = (file: string) => {
    asked.push(file)
    const content = contents[file]
    return content === undefined
      ? { problem: { code: 'file-not-found' as const, message: `${file} is not there` } }
      : { bytes: Buffer.from(content) }
  }
  const opened = await openConversation('it.jsonl', { files: { read }, shown: (file) => file })
  return { opened, asked }
}

test('what a killed run had received in large pieces is read from the file beside its recording', async () => {
  const { opened } = await shown(lines(begun, received), 'before\none\ntwo\nafter')
  expect(opened).toMatchObject({ transcript: { rows: [{ text: '' }, { text: 'one' }, { text: 'two' }] } })
})

test('without that file there is a problem', async () => {
  const { opened } = await shown(lines(begun, received))
  expect(opened).toMatchObject({
    problem: {
      code: 'file-not-found',
      message: 'it.jsonl.bytes is not there',
      hint: expect.stringContaining('keep both'),
    },
  })
})

test('of a run that ended it is not read', async () => {
  const { opened, asked } = await shown(lines(begun, received, verdict))
  expect(opened).toMatchObject({ transcript: { rows: [] } })
  expect(asked).toEqual(['it.jsonl'])
})
