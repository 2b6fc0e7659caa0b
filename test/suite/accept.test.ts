import path from 'node:path'
import { expect, test } from 'vitest'
import { pendingOf as pendingIn } from '../../src/suite/accept.ts'
import { selectFiles } from '../../src/suite/select.ts'
import { folderWith } from './temporary.ts'

const transcript = (title: string): string =>
  `# ${title}\n# scenarios/chat.yaml · recorded 2026-11-22 23:36:49 UTC\n# server  tcp-server\n`

const files = {
  'scenarios/chat.yaml': 'scenario: Chat\n',
  'transcripts/chat.txt': transcript('old'),
  'transcripts/chat.new.txt': transcript('new'),
  '.scenario/scenarios/chat.new.txt': transcript('from CI'),
}

const pendingOf = (paths: readonly string[], folder: string) =>
  pendingIn(paths, {
    cwd: folder,
    folders: [path.join(folder, 'scenarios')],
    find: async (written) => {
      const { files: selected, problems } = await selectFiles([written], folder)
      return { found: selected.map((file) => ({ file, scenarios: path.join(folder, 'scenarios') })), problems }
    },
  })

test.each(['chat', 'transcripts/chat.txt', 'transcripts/chat.new.txt', 'transcripts'])(
  '“%s” finds what waits beside its transcript',
  async (written) => {
    const folder = folderWith(files)
    const { pending, problems } = await pendingOf([written], folder)
    expect(problems).toEqual([])
    expect(pending).toEqual([path.join(folder, 'transcripts/chat.new.txt')])
  },
)

test('what a run in CI has kept replaces nothing', async () => {
  const folder = folderWith(files)
  const { pending, problems } = await pendingOf(['.scenario/scenarios/chat.new.txt'], folder)
  expect(pending).toEqual([])
  expect(problems).toMatchObject([{ code: 'nothing-selected', hint: expect.stringContaining('--update') }])
})

test('what is not a transcript is not accepted, although it is called like one', async () => {
  const folder = folderWith({ ...files, 'transcripts/chat.new.txt': 'my notes' })
  for (const written of [[], ['transcripts']]) expect((await pendingOf(written, folder)).pending).toEqual([])
  const { problems } = await pendingOf(['transcripts/chat.new.txt'], folder)
  expect(problems).toMatchObject([{ code: 'transcript-unreadable' }])
})
