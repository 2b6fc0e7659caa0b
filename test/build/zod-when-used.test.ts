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

  /** Whether a run has loaded zod, which is a file of its own, as V8 counts. */
  async function zodIn(option: string): Promise<{ readonly code: number | string; readonly isLoaded: boolean }> {
    const folder = folderWith({ 'scenarios/echo.yaml': echo(option) })
    const counts = path.join(folder, 'counts')
    const { code } = await programIn(main, folder, ['run', '--no-ci'], {
      NODE_V8_COVERAGE: counts,
      SCENARIO_COMPILE_CACHE: 'off',
    })
    const urls = readdirSync(counts)
      .flatMap((file) => (JSON.parse(readFileSync(path.join(counts, file), 'utf8')) as Coverage).result)
      .map(({ url }) => url)
    expect(urls).toContain('scenario-program.js')
    return { code, isLoaded: urls.some((url) => url.endsWith('/real-zod.js')) }
  }

  interface Coverage {
    readonly result: readonly { readonly url: string }[]
  }

  test('runs a scenario of built-in kinds without zod', async () => {
    expect(await zodIn('quiet: false')).toEqual({ code: 0, isLoaded: false })
  })

  test('asks zod about a mistake', async () => {
    const { code, isLoaded } = await zodIn('quiet: maybe')
    expect(code).not.toBe(0)
    expect(isLoaded).toBe(true)
  })
})
