import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { accept, pendingOf } from '../../src/suite/accept.ts'
import { folderWith } from './temporary.ts'

const files = {
  'scenarios/chat.yaml': 'scenario: Chat\n',
  'transcripts/chat.txt': 'old',
  'transcripts/chat.new.txt': 'new',
  '.scenario/scenarios/chat.new.txt': 'from CI',
}

test.each(['chat', 'transcripts/chat.txt', 'transcripts/chat.new.txt', 'transcripts'])(
  'what “%s” waits for takes the place of the transcript',
  async (written) => {
    const folder = folderWith(files)
    const { pending, problems } = await pendingOf([written], folder)
    expect(problems).toEqual([])
    expect(pending.map(accept)).toEqual([path.join(folder, 'transcripts/chat.txt')])
    expect(fs.readFileSync(path.join(folder, 'transcripts/chat.txt'), 'utf8')).toBe('new')
  },
)

test('what a run in CI has kept replaces nothing', async () => {
  const folder = folderWith(files)
  const { pending, problems } = await pendingOf(['.scenario/scenarios/chat.new.txt'], folder)
  expect(pending).toEqual([])
  expect(problems).toMatchObject([{ code: 'nothing-selected', hint: expect.stringContaining('--update') }])
})
