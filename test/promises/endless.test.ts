import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCli } from './cli.ts'

let folder: string

const plugin = `
const where = process.env.LOOP
const loop = () => { for (;;) { try { JSON.parse('{') } catch {} } }
const any = { _zod: { def: { type: 'any' } }, safeParse: (data) => ({ success: true, data }) }
const kind = {
  about: 'loops', role: 'server', options: any, ownOutput: true, facts: [], can: [],
  verbs: { spin: { about: 'spins', argument: any, run: async () => where === 'verb' && loop() } },
  async start() {
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (where === 'start') loop()
    if (where === 'timer') setTimeout(loop, 5)
    return { facts: () => ({}), state: () => 'here', stop: async () => where === 'stop' && loop() }
  },
}
const odd = { about: 'odd', wanted: any, compile: () => ({ on: 'line', shown: 'odd', test: () => (where === 'matcher' && loop(), {}) }) }
export default { api: 1, name: 'mine', about: 'loops', actors: { looper: kind }, matchers: { odd } }
`
const scenario = `scenario: it loops
plugins: [./mine.mjs]
limits: { step: 200ms }
files: { note.txt: here }
actors:
  it: looper
  other: { program: { run: [sh, -c, "echo hi; sleep 1000; :", FOLDER], ready: hi } }
steps:
  - start: other
  - start: it
  - spin: it
  - expect: { other: { odd: 1 } }
  - wait: 100ms
`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'endless-'))
  mkdirSync(join(folder, 't'))
  mkdirSync(join(folder, 'scenarios'))
  writeFileSync(join(folder, 'scenarios/mine.mjs'), plugin)
  writeFileSync(join(folder, 'scenarios/it.yaml'), scenario.replace('FOLDER', folder))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (where: string) =>
  startCli(['run', 'it', '--reporter', 'minimal', '--ci'], folder, { LOOP: where, TMPDIR: join(folder, 't') }).outcome

const living = (): string[] =>
  readdirSync('/proc').filter((name) => {
    try {
      const words = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/cmdline`, 'utf8') : ''
      return words.includes(folder) && !words.includes('cli/main.js')
    } catch {
      return false
    }
  })

test.concurrent.each([
  ['start', 'the kind “looper” of the plugin “mine”', 'it.yaml:10:5', '- start: it'],
  ['timer', 'the kind “looper” of the plugin “mine”', 'it.yaml:', ''],
  ['verb', 'the kind “looper” of the plugin “mine”', 'it.yaml:11:5', '- spin: it'],
  ['matcher', 'the plugin in scenarios/mine.mjs', 'it.yaml:12:5', '- expect: { other: { odd: 1 } }'],
  ['stop', 'the kind “looper” of the plugin “mine”', 'it.yaml:', ''],
])(
  'a plugin that loops for ever in its %s is named with its place, and the runner leaves',
  async (where, who, place, line) => {
    const { code, signal, stderr } = await run(where)
    expect({ code, signal }).toEqual({ code: 3, signal: undefined })
    expect(stderr).toContain(`${who} has not given control back for `)
    expect(stderr).toContain(place)
    expect(stderr).toContain(line)
    expect(stderr).toMatch(/it is at scenarios\/mine\.mjs:3:\d+/)
    expect(stderr).not.toContain('debugger')
  },
)

test('one that gives control back is not', async () => {
  const { code, stderr, stdout } = await run('nowhere')
  // In CI a missing transcript is the one thing that is wrong with it.
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(stdout).toContain('transcript-missing')
})

test.runIf(existsSync('/proc/self/environ'))('nothing is left of it', async () => {
  for (
    const end = Date.now() + 20_000;
    Date.now() < end && (living().length > 0 || readdirSync(join(folder, 't')).length > 0);
  )
    await new Promise((resolve) => void setTimeout(resolve, 20))
  expect(living()).toEqual([])
  expect(readdirSync(join(folder, 't'))).toEqual([])
})
