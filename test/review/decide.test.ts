import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { acceptPending, rejectPending } from '../../src/review/decide.ts'
import { pendingAmong } from '../../src/review/pending.ts'
import { nodeFiles } from '../../src/suite/files.ts'
import { folderWith } from '../suite/temporary.ts'

const disk = nodeFiles((file) => path.basename(file))
const transcript = (title: string): string =>
  `# ${title}\n# scenarios/chat.yaml · recorded 2026-11-22 23:36:49 UTC\n# server  tcp-server\n`

const files = {
  'scenarios/chat.yaml': 'scenario: Chat\n',
  'transcripts/chat.txt': transcript('old'),
  'transcripts/chat.new.txt': transcript('new'),
}

const pendingIn = (folder: string) =>
  pendingAmong([], {
    cwd: folder,
    folders: [path.join(folder, 'scenarios')],
    find: async () => ({ found: [], problems: [] }),
    forms: new Set(['shared']),
    files: disk,
    shown: (file) => path.basename(file),
  })

const read = (folder: string, name: string): string => fs.readFileSync(path.join(folder, name), 'utf8')

test('what is accepted takes the place of the transcript, and what is rejected goes', async () => {
  const folder = folderWith(files)
  const [pending] = (await pendingIn(folder)).pending
  expect(rejectPending(pending!, disk)).toEqual({ file: path.join(folder, 'transcripts/chat.new.txt') })
  expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['chat.txt'])
  expect(read(folder, 'transcripts/chat.txt')).toBe(transcript('old'))
  expect(acceptPending(pending!, disk)).toEqual({ file: path.join(folder, 'transcripts/chat.txt') })
  expect(read(folder, 'transcripts/chat.txt')).toBe(transcript('new'))
})

test('a link stays one, and a folder in the place of the transcript is said', async () => {
  const folder = folderWith({
    ...files,
    'kept/chat.txt': transcript('old'),
    'transcripts/other.new.txt': transcript('o'),
  })
  const committed = path.join(folder, 'transcripts/chat.txt')
  fs.rmSync(committed)
  fs.symlinkSync('../kept/chat.txt', committed)
  fs.mkdirSync(path.join(folder, 'transcripts/other.txt'))
  const { pending } = await pendingIn(folder)
  expect(pending.map((each) => acceptPending(each, disk))).toEqual([
    { file: committed },
    { problem: expect.objectContaining({ code: 'cannot-write', message: 'other.txt cannot be written (EISDIR)' }) },
  ])
  expect(fs.lstatSync(committed).isSymbolicLink()).toBe(true)
  expect(read(folder, 'kept/chat.txt')).toBe(transcript('new'))
  expect(fs.readdirSync(path.join(folder, 'transcripts')).sort()).toEqual(['chat.txt', 'other.new.txt', 'other.txt'])
})
