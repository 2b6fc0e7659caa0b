import { mkdtempSync, mkdirSync, rmSync, writeFileSync, cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scenario as cli } from '../cli/fake-shell.ts'

const rounds = Number(process.env['ROUNDS'] ?? 15)
let folder: string

const scenario = (regression: string) => `scenario: a question and its answer
actors:
  server: { program: { run: node regressing.mjs ${regression}, ready: '/listening on (?<port>\\d+)/' } }
  client: { tcp-client: { host: 127.0.0.1, port: "\${server.port}" } }
steps:
  - start: server
  - connect: client
  - send: { client: the question }
  - expect: { client: [the answer, { event: end }] }
`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regressions-'))
  mkdirSync(join(folder, 'scenarios'))
  cpSync(join(import.meta.dirname, '../peers/regressing.mjs'), join(folder, 'scenarios/regressing.mjs'))
  writeFileSync(join(folder, 'scenarios/talk.yaml'), scenario('none'))
  expect((await cli(folder, ['run'])).code).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a correct program passes every time, with one transcript', async () => {
  writeFileSync(join(folder, 'scenarios/talk.yaml'), scenario('none'))
  for (let round = 0; round < rounds; round++) {
    const { code, out } = await cli(folder, ['run', '--ci', '--reporter', 'minimal'])
    expect(out).toBe('1 passed\n')
    expect(code).toBe(0)
  }
})

test.each([
  ['throws', 'unexpected-exit'],
  ['says-more', 'transcript-differs'],
  ['loses-last', 'transcript-differs'],
])('a program that %s is caught every time', async (regression, problem) => {
  writeFileSync(join(folder, 'scenarios/talk.yaml'), scenario(regression))
  for (let round = 0; round < rounds; round++) {
    const { code, out } = await cli(folder, ['run', '--ci', '--reporter', 'minimal'])
    expect(out).toContain(problem)
    expect(code).toBe(1)
  }
})
