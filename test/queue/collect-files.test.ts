import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { collectFiles, copyFiles, mostSent } from '../../src/queue/collect-files.ts'
import { folderWith } from '../suite/temporary.ts'

test('all regular files below a folder, with their modes; no links', () => {
  const folder = folderWith({ 'a.jsonl': 'one', 'a.files/deep/b': 'two' })
  fs.chmodSync(path.join(folder, 'a.jsonl'), 0o600)
  fs.symlinkSync('/etc/passwd', path.join(folder, 'link'))
  const { files } = collectFiles(folder) as Extract<ReturnType<typeof collectFiles>, { files: unknown }>
  expect(files.map(({ name, mode, bytes }) => [name, mode & 0o777, String(bytes)])).toEqual([
    ['a.files/deep/b', expect.any(Number), 'two'],
    ['a.jsonl', 0o600, 'one'],
  ])
})

test('too much is not sent, and can be put elsewhere', () => {
  const folder = folderWith({ 'scenarios/a.jsonl': '' })
  fs.truncateSync(path.join(folder, 'scenarios/a.jsonl'), mostSent + 1)
  expect(collectFiles(folder)).toEqual({ bytes: mostSent + 1 })
  const to = path.join(folderWith({}), 'out')
  expect(copyFiles(folder, to)).toEqual([path.join(to, 'scenarios/a.jsonl')])
  expect(fs.statSync(path.join(to, 'scenarios/a.jsonl')).size).toBe(mostSent + 1)
})
