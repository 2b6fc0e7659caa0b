import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { blobsAt } from '../../src/suite/blobs.ts'
import { nodeFiles } from '../../src/suite/files.ts'
import { shownFrom } from '../../src/suite/paths.ts'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from './temporary.ts'

const one = () => folderWith({ 'scenarios/a.yaml': greeting('One'), 'scenarios/b.yaml': greeting('Two') })
const found = (folder: string, ...places: string[]) => {
  const shown = shownFrom(folder)
  return blobsAt(
    places.map((place) => path.join(folder, place)),
    nodeFiles(shown),
    shown,
  )
}

test('blobs are found among the files of a run, each once', async () => {
  const folder = one()
  await scenario(folder, ['--reporter', 'blob'])
  fs.symlinkSync('blob.jsonl', path.join(folder, '.scenario/link.jsonl'))
  expect(found(folder, '.scenario', '.scenario/blob.jsonl', '.')).toMatchObject({
    blobs: [{ begun: { files: 2 } }],
    problems: [],
  })
})

test('a run without a blob, and a name that is none', async () => {
  const folder = one()
  await scenario(folder, [])
  expect(found(folder, '.scenario', 'nowhere', 'scenarios/a.yaml').problems).toMatchObject([
    { code: 'nothing-selected', message: 'there is no blob in .scenario' },
    {
      code: 'file-not-found',
      message: 'there is no file or folder nowhere',
      hint: expect.stringContaining('name blobs, which a run writes with “--reporter blob=FILE”'),
    },
    { code: 'blob-unreadable', message: 'scenarios/a.yaml cannot be merged: it is not a blob' },
  ])
})

test('two runs of the same scenario, and a shard that came twice', async () => {
  const folder = one()
  await scenario(folder, ['a', '--reporter', 'blob=one.jsonl'])
  await scenario(folder, ['--reporter', 'blob=two.jsonl'])
  expect(found(folder, 'one.jsonl', 'two.jsonl').problems).toMatchObject([
    { code: 'shard-duplicate', message: 'one.jsonl and two.jsonl both have scenarios/a.yaml' },
  ])
  for (const name of ['x', 'y']) await scenario(folder, ['--shard', '1/2', '--reporter', `blob=${name}.jsonl`])
  const { code, err } = await scenario(folder, ['merge', 'x.jsonl', 'y.jsonl'])
  expect(code).toBe(2)
  expect(err).toContain('x.jsonl and y.jsonl are both shard 1/2')
})
