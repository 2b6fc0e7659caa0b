import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { builtProgram, programIn } from '../cli/built.ts'

const main = builtProgram()
const home = path.resolve(import.meta.dirname, '../..')
const soak = (name: string, ...argv: string[]) =>
  programIn(path.join(import.meta.dirname, `${name}.mjs`), home, argv, { SCENARIO_MAIN: main })

test.runIf(existsSync('/proc/self/cmdline'))('soak:kill, a few times', async () => {
  const { code, out } = await soak('kill', '--times', '3')
  expect(out).toMatch(/^\d kills in 3 runs from seed \d+: nothing left\n$/)
  expect(code).toBe(0)
})

test('soak:load, once, of one folder', async () => {
  const { code, out } = await soak('load', '--times', '2', '--idle', 'verbs')
  expect(out).toMatch(/\d+ runs of scenarios in 2 rounds, not one failure, one transcript each\n$/)
  expect(code).toBe(0)
})

test.runIf(existsSync('/proc/self/cmdline')).each([
  ['in this process', 'cuts by a proxy, read by a client in this process'],
  ['cuts by the wires of shake, read by a Node program', 'read by a Node program at a Unix socket'],
  ['reset by the wires of shake, read by a Node program', 'read by a Node program'],
  ['cuts by the wires of shake, read by a TLS server', 'read by a TLS server'],
])('soak:exact, some times “%s”', async (only, one) => {
  const { code, out } = await soak('exact', '--times', '8', '--only', only)
  expect(out).toMatch(/kinds? of faults, each byte was hit\n$/)
  expect(out).toContain(one)
  expect(code).toBe(0)
})

test.each(['kill', 'load', 'fuzz', 'exact'])('soak:%s says what it wants', async (name) => {
  const { code, err } = await soak(name, name === 'fuzz' ? '--flags' : '--times', 'many')
  expect(err).toContain('a whole number')
  expect(code).toBe(2)
})
