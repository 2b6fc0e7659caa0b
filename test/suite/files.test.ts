import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeFiles } from '../../src/suite/files.ts'
import { folderWith } from './temporary.ts'

const files = nodeFiles((file) => path.basename(file))

describe('files', () => {
  test('a missing file, a folder and a device are told apart', () => {
    const folder = folderWith({ 'a.txt': 'hello' })
    expect(files.read(path.join(folder, 'a.txt'))).toEqual({ bytes: Buffer.from('hello') })
    expect(files.read(path.join(folder, 'b.txt'))).toMatchObject({ problem: { code: 'file-not-found' } })
    expect(files.read(path.join(folder, 'a.txt', 'b'))).toMatchObject({ problem: { code: 'file-not-found' } })
    expect(files.read(folder)).toMatchObject({ problem: { code: 'not-a-file' } })
    expect(files.read('/dev/null')).toMatchObject({ problem: { code: 'not-a-file' } })
  })

  test('writing makes folders, replaces whole and leaves nothing beside', () => {
    const folder = folderWith({})
    const file = path.join(folder, 'deep', 'er', 'a.txt')
    expect(files.write(file, 'one')).toBeUndefined()
    expect(files.write(file, 'two')).toBeUndefined()
    expect([fs.readFileSync(file, 'utf8'), fs.readdirSync(path.dirname(file))]).toEqual(['two', ['a.txt']])
  })

  test('what cannot be written is a problem, and what was there stays', () => {
    const folder = folderWith({ 'a.txt': 'one', 'b.txt/c': '' })
    expect(files.write(path.join(folder, 'a.txt', 'b.txt'), 'x')).toMatchObject({ code: 'cannot-write' })
    expect(files.write(path.join(folder, 'b.txt'), 'x')).toMatchObject({ code: 'cannot-write' })
    expect([fs.readFileSync(path.join(folder, 'a.txt'), 'utf8'), fs.readdirSync(folder).sort()]).toEqual([
      'one',
      ['a.txt', 'b.txt'],
    ])
  })
})
