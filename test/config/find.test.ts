import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findConfigurations } from '../../src/config/find.ts'
import { folderWith } from '../suite/temporary.ts'

const found = (folder: string, below = ''): string[] =>
  findConfigurations(path.join(folder, below)).map((file) => path.relative(folder, file))

describe('a configuration is found', () => {
  test('in the working directory, or the nearest folder above it', () => {
    const folder = folderWith({ 'scenario.config.yaml': '', 'a/b/c/x': '', 'a/scenario.config.mjs': '' })
    expect(found(folder)).toEqual(['scenario.config.yaml'])
    expect(found(folder, 'a/b/c')).toEqual(['a/scenario.config.mjs'])
  })

  test.each(['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'])('as scenario.config.%s', (extension) => {
    expect(found(folderWith({ [`scenario.config.${extension}`]: '' }))).toEqual([`scenario.config.${extension}`])
  })

  test('as a key of package.json, and only there', () => {
    const folder = folderWith({
      'package.json': '{ "scenario": {} }',
      'a/package.json': '{ "bin": { "scenario": "x" } }',
      'b/package.json': '{ "scenario"',
      'c/package.json/x': '',
    })
    for (const below of ['', 'a', 'b', 'c']) expect(found(folder, below)).toEqual(['package.json'])
  })

  test('not beyond the root of the repository', () => {
    const folder = folderWith({ 'scenario.config.yaml': '', 'a/.git': 'gitdir: x', 'a/b/x': '' })
    expect(found(folder, 'a/b')).toEqual([])
  })

  test('not in a folder that all users share, unless it is the working directory', () => {
    const folder = folderWith({ 'scenario.config.yaml': '', 'a/x': '' })
    fs.chmodSync(folder, 0o1777)
    expect(found(folder)).toEqual(['scenario.config.yaml'])
    expect(found(folder, 'a')).toEqual([])
  })

  test('with all that stand in one folder', () => {
    const folder = folderWith({
      'scenario.config.ts': '',
      'scenario.config.json': '',
      'package.json': '{"scenario":1}',
    })
    expect(found(folder)).toEqual(['package.json', 'scenario.config.json', 'scenario.config.ts'])
  })
})
