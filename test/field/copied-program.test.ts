import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtProgram, programIn } from '../cli/built.ts'

const built = path.resolve(builtProgram(), '../..')
const home = path.resolve(import.meta.dirname, '../..')
let folder: string
let main: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'copied-'))
  const copy = path.join(folder, 'copy')
  mkdirSync(copy)
  cpSync(built, path.join(copy, 'dist'), { recursive: true })
  cpSync(path.join(home, 'package.json'), path.join(copy, 'package.json'))
  symlinkSync(path.join(home, 'node_modules'), path.join(copy, 'node_modules'))
  mkdirSync(path.join(folder, 'node_modules'))
  symlinkSync(copy, path.join(folder, 'node_modules/scenario'))
  main = path.join(copy, 'dist/cli/main.js')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a copy of the program, taken elsewhere, names the plugin that loops and not its own file', async () => {
  writeFileSync(
    path.join(folder, 'endless.mjs'),
    `import { defineMatcher, definePlugin, z } from 'scenario/plugin'
const endless = defineMatcher({ about: 'never ends', wanted: z.number(), compile: () => ({
  on: 'line', shown: 'endless', test() { for (;;); } }) })
export default definePlugin({ api: 1, name: 'endless', about: 'never ends', matchers: { endless } })\n`,
  )
  writeFileSync(
    path.join(folder, 'endless.yaml'),
    `scenario: Endless
plugins: [./endless.mjs]
limits: { step: 100ms }
actors: { server: tcp-server, client: { tcp-client: server } }
steps:
  - start: server
  - connect: client
  - send: { server: x }
  - expect: { client: { endless: 1 } }
`,
  )
  const { code, err } = await programIn(main, folder, ['run', 'endless.yaml'])
  expect(err).toContain('the plugin in endless.mjs has not given control back')
  expect(err).toMatch(/it is at endless\.mjs:\d+:\d+/)
  expect(code).toBe(3)
})
