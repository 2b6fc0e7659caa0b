import { transformSync } from 'esbuild'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { loading, namesIn } from '../../build/zod-when-used.mjs'
import { builtProgram, programIn } from '../cli/built.ts'
import { folderWith } from '../suite/temporary.ts'

test('names that a file passes on are loaded when one is first called, once', () => {
  const names = namesIn("export {\n  string,\n  enum,\n} from 'zod'\n")
  expect(names).toEqual(['string', 'enum'])
  const loaded: string[] = []
  const require = (name: string): unknown => {
    loaded.push(name)
    return { string: () => 'a text', enum: (values: string[]) => values }
  }
  const text = transformSync(loading('src/real.ts', names), { format: 'cjs' }).code
  const module = { exports: {} as Record<string, (...given: unknown[]) => unknown> }
  new Script(`(function (module, require) {${text}})`).runInThisContext()(module, require)
  expect(loaded).toEqual([])
  expect(module.exports['enum']!(['a'])).toEqual(['a'])
  expect(module.exports['string']!()).toBe('a text')
  expect(loaded).toEqual(['./src/real.ts'])
})

const echo = (option: string): string => `scenario: Echo
actors:
  program: { program: { run: cat } }
  server: { echo-server: { prefix: "echo: ", ${option} } }
  client: { tcp-client: { to: server, timeout: 20s } }
  user: { telnet: { to: server, rules: [{ when: /bell (?<n>.)/, reply: "$\{n}", times: 1 }] } }
steps:
  - start: [program, server]
  - connect: client
  - expect: { client: Hello client!, server: { lines: 2 } }
  - send: { client: one, program: two }
  - expect: { client: { line: "echo: one" }, server: { one-of: [/one/, two] }, program: two }
  - connect: user
  - exit: [program, client, user]
  - expect: { server#1: { event: end } }
`

describe('the built program', () => {
  const main = builtProgram()

  /** How often a run has made zod's class of texts, which zod does when it is loaded, as V8 counts. */
  async function zodIn(option: string): Promise<{ readonly code: number | string; readonly times: number }> {
    const folder = folderWith({ 'scenarios/echo.yaml': echo(option) })
    const counts = path.join(folder, 'counts')
    const { code } = await programIn(main, folder, ['run', '--no-ci'], {
      NODE_V8_COVERAGE: counts,
      SCENARIO_COMPILE_CACHE: 'off',
    })
    const at = readFileSync(path.join(path.dirname(main), 'program.js'), 'utf8').indexOf('"$ZodString"')
    expect(at).toBeGreaterThan(0)
    const [innermost] = readdirSync(counts)
      .flatMap((file) => (JSON.parse(readFileSync(path.join(counts, file), 'utf8')) as Coverage).result)
      .filter(({ url }) => url.endsWith('scenario-program.js'))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .filter(({ startOffset, endOffset }) => startOffset <= at && at < endOffset)
      .sort((one, other) => one.endOffset - one.startOffset - (other.endOffset - other.startOffset))
    return { code, times: innermost!.count }
  }

  interface Coverage {
    readonly result: readonly {
      readonly url: string
      readonly functions: readonly { readonly ranges: readonly Range[] }[]
    }[]
  }
  interface Range {
    readonly startOffset: number
    readonly endOffset: number
    readonly count: number
  }

  test('runs a scenario of built-in kinds without zod', async () => {
    expect(await zodIn('quiet: false')).toEqual({ code: 0, times: 0 })
  })

  test('asks zod about a mistake', async () => {
    const { code, times } = await zodIn('quiet: maybe')
    expect(code).not.toBe(0)
    expect(times).toBe(1)
  })
})
