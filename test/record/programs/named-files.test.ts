import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { SeenProgram } from '../../../src/record/session.ts'
import { changedFiles, namedFiles, pathsIn } from '../../../src/record/programs/named-files.ts'
import { typedLines } from '../../../src/record/programs/typed-lines.ts'
import { folderWith } from '../../suite/temporary.ts'
import { linesOf, record } from './record.ts'

test('words that may be paths in the folder of a command', () => {
  expect(pathsIn(['vim', '-u', 'NONE', 'a/notes.txt', '/etc/hosts', '../up', '--flag=x'])).toEqual([
    'NONE',
    'a/notes.txt',
  ])
  expect(pathsIn(['sh', '-c', 'ed words.txt | tee out'])).toEqual(['ed', 'words.txt', 'tee', 'out'])
})

/** What a command has changed that leaves the folder so. */
function changed(words: readonly string[], before: Record<string, string>, after: (folder: string) => void) {
  const folder = folderWith(before)
  const named = namedFiles([words], folder)
  after(folder)
  return changedFiles(words, named, folder)
}
const write = (name: string, text: string | Uint8Array) => (folder: string) =>
  fs.writeFileSync(path.join(folder, name), text)

test.each<[string, readonly string[], Record<string, string>, (folder: string) => void, unknown]>([
  ['a file that it makes', ['nano', 'new.txt'], {}, write('new.txt', 'x'), { 'new.txt': null }],
  ['a file that it changes', ['ed', 'a.txt'], { 'a.txt': 'old\n' }, write('a.txt', 'new'), { 'a.txt': 'old\n' }],
  ['a file that it removes', ['rm', 'a'], { a: 'old' }, (folder) => fs.rmSync(path.join(folder, 'a')), { a: 'old' }],
  ['nothing', ['less', 'a.txt'], { 'a.txt': 'old' }, () => {}, undefined],
  ['one beside another that it needs', ['node', 'a.js', 'b'], { 'a.js': '1' }, write('b', 'x'), undefined],
  ['what is no text', ['tool', 'b'], { b: '\0' }, write('b', Uint8Array.of(0, 1)), undefined],
  ['a large file', ['tool', 'b'], { b: 'x'.repeat(70_000) }, write('b', 'y'), undefined],
])('what a command changes: %s', (_, words, before, after, expected) => {
  expect(changed(words, before, after)).toEqual(expected)
})

test('a recording keeps what its programs have changed', async () => {
  const cwd = folderWith({ 'words.txt': 'alpha\n' })
  const { session } = await record(['ed', 'words.txt'], typedLines(linesOf('1s/a/A/', 'w', 'q')), { cwd })
  const [editor] = (session?.actors ?? []) as SeenProgram[]
  expect(editor?.changed).toEqual({ 'words.txt': 'alpha\n' })
  expect(fs.readFileSync(path.join(cwd, 'words.txt'), 'utf8')).toBe('Alpha\n')
})
