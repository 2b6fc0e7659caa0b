import { execaSync } from 'execa'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readBegin, readRegular } from '../../src/disk/read-regular.ts'
import type { Reaper } from '../../src/kernel/reaper.ts'
import { nodeFiles, writingSoon } from '../../src/suite/files.ts'
import { folderWith } from './temporary.ts'

const files = nodeFiles((file) => path.basename(file))

/** What was to be removed if the runner had been killed; nothing is left when all is written. */
const begun: string[] = []
const unfinished = new Set<string>()
const reaper: Reaper = {
  addGroup: () => {},
  removeGroup: () => {},
  addPath: (file) => void (begun.push(file), unfinished.add(file)),
  removePath: (file) => void unfinished.delete(file),
  close: () => {},
}
const { writeSoon } = writingSoon((file) => path.basename(file), reaper)

describe.each([
  ['at once', files.write],
  ['while other work goes on', writeSoon],
])('written %s', (_how, write) => {
  test('writing makes folders, replaces whole and leaves nothing beside', async () => {
    const folder = folderWith({})
    const file = path.join(folder, 'deep', 'er', 'a.txt')
    expect(await write(file, 'one')).toBeUndefined()
    expect(await write(file, 'two')).toBeUndefined()
    expect([fs.readFileSync(file, 'utf8'), fs.readdirSync(path.dirname(file))]).toEqual(['two', ['a.txt']])
  })

  test('what cannot be written is a problem, and what was there stays', async () => {
    const folder = folderWith({ 'a.txt': 'one', 'b.txt/c': '' })
    expect(await write(path.join(folder, 'a.txt', 'b.txt'), 'x')).toMatchObject({ code: 'cannot-write' })
    expect(await write(path.join(folder, 'b.txt'), 'x')).toMatchObject({ code: 'cannot-write' })
    expect([fs.readFileSync(path.join(folder, 'a.txt'), 'utf8'), fs.readdirSync(folder).sort()]).toEqual([
      'one',
      ['a.txt', 'b.txt'],
    ])
  })

  test('a name as long as a name can be is written, and the mode of a file stays', async () => {
    const folder = folderWith({})
    const file = path.join(folder, `${'a'.repeat(251)}.txt`)
    expect(await write(file, 'one')).toBeUndefined()
    fs.chmodSync(file, 0o600)
    expect(await write(file, 'two')).toBeUndefined()
    expect([fs.readFileSync(file, 'utf8'), fs.statSync(file).mode & 0o777]).toEqual(['two', 0o600])
  })

  test('a link stays a link, also one that leads to nothing yet', async () => {
    const folder = folderWith({ 'real.txt': 'one' })
    for (const name of ['real', 'later']) fs.symlinkSync(`${name}.txt`, path.join(folder, `link-${name}`))
    expect(await write(path.join(folder, 'link-real'), 'two')).toBeUndefined()
    expect(await write(path.join(folder, 'link-later'), 'new')).toBeUndefined()
    expect(fs.readFileSync(path.join(folder, 'real.txt'), 'utf8')).toBe('two')
    expect(fs.readFileSync(path.join(folder, 'later.txt'), 'utf8')).toBe('new')
    expect(fs.readdirSync(folder).sort()).toEqual(['later.txt', 'link-later', 'link-real', 'real.txt'])
    fs.symlinkSync('self', path.join(folder, 'self'))
    expect(await write(path.join(folder, 'self'), 'x')).toMatchObject({ code: 'cannot-write' })
  })

  test('a full device, and a pipe that nobody reads, are problems at once', async () => {
    const folder = folderWith({})
    const pipe = path.join(folder, 'pipe')
    execaSync('mkfifo', [pipe])
    expect(await write('/dev/full', 'x')).toMatchObject({ message: 'full cannot be written (ENOSPC)' })
    expect(await write(pipe, 'x')).toMatchObject({ message: 'pipe cannot be written (ENXIO)' })
    expect(await write('/dev/null', 'x')).toBeUndefined()
    expect(fs.statSync('/dev/null').isCharacterDevice()).toBe(true)
    expect(files.read(pipe)).toMatchObject({ problem: { code: 'not-a-file' } })
  })
})

test('what is written while other work goes on is removed by the reaper when the runner is killed', async () => {
  const file = path.join(folderWith({ 'a.txt': 'old' }), 'a.txt')
  begun.length = 0
  const written = writeSoon(file, 'new')
  expect([...unfinished]).toEqual(begun)
  expect(begun.map((each) => path.dirname(each))).toEqual([path.dirname(file)])
  expect(fs.readFileSync(file, 'utf8')).toBe('old')
  expect(await written).toBeUndefined()
  expect([fs.readFileSync(file, 'utf8'), unfinished.size]).toEqual(['new', 0])
})

describe('files', () => {
  test('a missing file, a folder and a device are different problems', () => {
    const folder = folderWith({ 'a.txt': 'hello' })
    expect(files.read(path.join(folder, 'a.txt'))).toEqual({ bytes: Buffer.from('hello') })
    expect(files.read(path.join(folder, 'b.txt'))).toMatchObject({ problem: { code: 'file-not-found' } })
    expect(files.read(path.join(folder, 'a.txt', 'b'))).toMatchObject({ problem: { code: 'file-not-found' } })
    expect(files.read(folder)).toMatchObject({ problem: { code: 'not-a-file' } })
    expect(files.read('/dev/null')).toMatchObject({ problem: { code: 'not-a-file' } })
  })

  test('an endless device, and what is larger than it may be, are not read', () => {
    const folder = folderWith({ a: '12345' })
    fs.symlinkSync('/dev/zero', path.join(folder, 'zero'))
    expect(files.read(path.join(folder, 'zero'))).toMatchObject({ problem: { code: 'not-a-file' } })
    expect(() => readRegular(path.join(folder, 'a'), 4)).toThrow('it is too large')
    expect(String(readRegular(path.join(folder, 'a'), 5))).toBe('12345')
    expect(String(readBegin(path.join(folder, 'a'), 2))).toBe('12')
    expect(files.read('/proc/self/status')).toMatchObject({ bytes: expect.any(Buffer) })
  })
})
