import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from './temporary.ts'

const ignored = (folder: string): string[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => path.basename(name) === '.gitignore')

test.each([
  ['.scenario', ['.scenario/.gitignore']],
  ['out/deep', ['out/deep/.gitignore']],
  ['.', []],
  ['..', []],
  ['scenarios', []],
  ['scenarios/', []],
  ['transcripts', []],
])('of the output folder %s, git does not lose scenarios or transcripts', async (out, expected) => {
  const outer = folderWith({ 'in/scenarios/a.yaml': greeting('A') })
  const folder = path.join(outer, 'in')
  expect(await scenario(folder, ['a', '--out', out])).toMatchObject({ code: 0 })
  expect(ignored(outer)).toEqual(expected.map((file) => `in/${file}`))
  await scenario(folder, ['a', '--out', out, '--reporter', 'blob'])
  expect(await scenario(folder, ['merge', '--out', out])).toMatchObject({ code: 0 })
  expect(ignored(outer)).toEqual(expected.map((file) => `in/${file}`))
})
