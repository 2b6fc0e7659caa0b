import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { builtProgram, programIn } from '../cli/built.ts'
import { folderWith } from '../suite/temporary.ts'

const mistaken = `scenario: mistaken
actors: { server: { echo-server: { prefix: [] } } }
steps: [{ start: server }]
`

test('packages that few runs need stand beside the program, and are found there', { timeout: 120_000 }, async () => {
  const main = builtProgram()
  const program = readFileSync(path.join(path.dirname(main), 'program.js'), 'latin1')
  for (const name of ['diff', 'execa', 'expr-eval-fork', 'jsonc-parser', 'real-zod', 'tinyglobby', 'yargs'])
    expect(program).toContain(`require("./${name}.js")`)

  const folder = folderWith({ 'scenarios/mistaken.yaml': mistaken, '.vscode/settings.json': '{ // mine\n}\n' })
  expect(await programIn(main, folder, ['--help'])).toMatchObject({ code: 0 })
  const checked = await programIn(main, folder, ['check', 'scenarios/*.yaml'])
  expect(checked.code).toBe(2)
  expect(checked.out).toContain('prefix')
  expect(await programIn(main, folder, ['init'])).toMatchObject({ code: 0 })
  expect(readFileSync(path.join(folder, '.vscode/settings.json'), 'utf8')).toContain('// mine')
})
