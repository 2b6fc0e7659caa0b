import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { removeInside, writeInside } from '../../../src/run/context/run-files.ts'

/** A folder with another beside it, to which the link `out` leads. */
function folders() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'run-files-'))
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }))
  const [folder, beside] = [path.join(root, 'folder'), path.join(root, 'beside')]
  for (const each of [folder, beside]) fs.mkdirSync(each)
  fs.writeFileSync(path.join(beside, 'kept'), 'kept')
  fs.symlinkSync(beside, path.join(folder, 'out'))
  fs.symlinkSync(path.join(beside, 'kept'), path.join(folder, 'link'))
  fs.symlinkSync(path.join(beside, 'new'), path.join(folder, 'dangling'))
  return { folder, beside, read: (name: string) => fs.readFileSync(path.join(folder, name), 'utf8') }
}

const bytes = Buffer.from('text')

test('a file is written, replaced as the same file, and grows', () => {
  const { folder, read } = folders()
  expect(writeInside(folder, 'a/b', bytes, { mode: 0o640 })).toBe(path.join(folder, 'a/b'))
  const { ino, mode } = fs.statSync(path.join(folder, 'a/b'))
  expect(mode & 0o777).toBe(0o640)
  writeInside(folder, path.join(folder, 'a/b'), Buffer.from('t'), {})
  writeInside(folder, 'a/b', bytes, { append: true })
  expect(read('a/b')).toBe('ttext')
  expect(fs.statSync(path.join(folder, 'a/b')).ino).toBe(ino)
  writeInside(folder, 'c/', undefined, {})
  expect(fs.statSync(path.join(folder, 'c')).isDirectory()).toBe(true)
})

test.each(['../x', 'out/x', 'out/deep/x', 'link', 'dangling', '/etc/x', '..'])('nothing is written to %s', (name) => {
  const { folder, beside } = folders()
  expect(writeInside(folder, name, bytes, {})).toBeUndefined()
  expect(writeInside(folder, name, bytes, { append: true })).toBeUndefined()
  expect(fs.readdirSync(beside)).toEqual(['kept'])
  expect(fs.readFileSync(path.join(beside, 'kept'), 'utf8')).toBe('kept')
})

test('a pipe is not waited for, and a folder is not written', () => {
  const { folder } = folders()
  execFileSync('mkfifo', [path.join(folder, 'pipe')])
  expect(() => writeInside(folder, 'pipe', bytes, {})).toThrow('it is not a regular file')
  fs.mkdirSync(path.join(folder, 'sub'))
  expect(() => writeInside(folder, 'sub', bytes, {})).toThrow('it is a folder')
})

test('a file, a link itself and a whole folder are removed, and nothing else', () => {
  const { folder, beside } = folders()
  writeInside(folder, 'a/b', bytes, {})
  expect(() => removeInside(folder, 'a')).toThrow('it is a folder')
  expect(removeInside(folder, 'a/')).toBe(path.join(folder, 'a'))
  expect(removeInside(folder, 'link')).toBe(path.join(folder, 'link'))
  expect(removeInside(folder, 'out/kept')).toBeUndefined()
  expect(removeInside(folder, '.')).toBeUndefined()
  expect(() => removeInside(folder, 'none')).toThrow('ENOENT')
  expect(fs.readdirSync(folder).sort()).toEqual(['dangling', 'out'])
  expect(fs.readdirSync(beside)).toEqual(['kept'])
})
