import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { options } from '../../../plugins/program/options.ts'
import { fakeLane, left, problemOf, startProgram } from './lane.ts'

const inFolder = (files: Record<string, { text: string; mode: number }>) => {
  const lane = fakeLane()
  for (const [name, { text, mode }] of Object.entries(files)) {
    writeFileSync(join(lane.tmp, name), text)
    chmodSync(join(lane.tmp, name), mode)
  }
  return fakeLane({ tmp: lane.tmp, dir: lane.tmp })
}

test('a command that is missing', async () => {
  const { problem, outcome } = await problemOf('no-such-command --port 9000')
  expect(outcome).toBe('broken')
  expect(problem).toEqual({
    code: 'command-not-found',
    message: 'there is no command “no-such-command” on the PATH',
    hint: 'install it, or skip the scenario where it is missing with only: { command: no-such-command }',
  })
})

test('a file of the folder without its ./', async () => {
  const { problem } = await problemOf('tool.sh', inFolder({ 'tool.sh': { text: '#!/bin/sh\n', mode: 0o755 } }))
  expect([problem.code, problem.hint]).toEqual(['command-not-found', 'did you mean “./tool.sh”?'])
})

test('a file that may not be executed, a text without #!, a missing interpreter, a folder', async () => {
  const lane = inFolder({
    plain: { text: '#!/bin/sh\n', mode: 0o644 },
    bare: { text: 'echo hello\n', mode: 0o755 },
    strange: { text: '#!/no/such/interpreter\n', mode: 0o755 },
    lost: { text: '#!/usr/bin/env no-such-interpreter\n', mode: 0o755 },
  })
  mkdirSync(join(lane.tmp, 'folder'))
  const codes = []
  for (const run of ['./plain', './bare', './strange', './lost', './folder'])
    codes.push((await problemOf(run, lane)).problem.code)
  expect(codes).toEqual([
    'not-executable',
    'not-executable',
    'command-not-found',
    'command-not-found',
    'command-not-found',
  ])
})

test('a folder on PATH that may not be looked into is passed over', async () => {
  const { tmp } = inFolder({ 'a-tool': { text: '#!/bin/sh\necho found\n', mode: 0o755 } })
  // As root every folder may be entered; a circle of links may be by nobody.
  symlinkSync(join(tmp, 'circle'), join(tmp, 'circle'))
  const lane = fakeLane({ tmp, dir: tmp, env: { PATH: `${join(tmp, 'circle')}:${tmp}:/usr/bin:/bin` } })
  await startProgram('a-tool', lane)
  await left(lane)
  expect(lane.text()).toBe('found\n')
  expect((await problemOf('no-such-tool', lane)).problem.code).toBe('command-not-found')
  expect((await problemOf({ run: 'a-tool', cwd: 'circle' }, lane)).problem.code).toBe('cannot-start')
})

test('a folder to start in that is not there', async () => {
  expect((await problemOf({ run: 'echo', cwd: 'nowhere' })).problem.code).toBe('cannot-start')
})

test('what the schema refuses', () => {
  const wrong = [
    { run: '' },
    { run: [] },
    { run: 'echo x | tr a-z A-Z' },
    { run: 'make && ./server' },
    { run: 'server > log' },
    { run: 'echo "a' },
    { run: 'x', ready: '/(/' },
    { run: 'x', ready: { regex: 'up' } },
    { run: 'x', ready: { regex: '/(/' } },
    { run: 'x', ready: { port: 70000 } },
    { run: 'x', stop: 'TERM' },
    { run: 'x', ready: { input: false } },
    { run: 'x', pty: { cols: 0, rows: 1 } },
    { run: 'x', nonsense: 1 },
    {},
  ]
  for (const written of wrong) expect(options.safeParse(written).success).toBe(false)
})

test('a shell’s word is one where there is a shell, and a word of its own where it is quoted or in a list', () => {
  const right = [
    { run: 'echo x | tr a-z A-Z', shell: true },
    { run: "expr 3 '>' 2" },
    { run: 'echo "a | b"' },
    { run: ['expr', '3', '|', '2'] },
    { run: 'curl http://localhost/?a=1&b=2' },
  ]
  for (const written of right) expect(options.safeParse(written).success).toBe(true)
})

test('a signal that nobody can get, input that nobody can read', async () => {
  const { actor, lane } = await startProgram('true')
  await lane.until(() => lane.events.some(({ name }) => name === 'exit'))
  expect(() => actor.signal?.('SIGINT', { group: false })).toThrow('“server” exited 0 before, so SIGINT has no target')
  expect(() => actor.send?.(Buffer.from('x'), { times: 1 })).toThrow('nothing can be sent to it')
  expect(() => actor.signal?.('SIGNONSENSE', { group: false })).toThrow('does not know the signal')
  expect(actor.set?.('size', { cols: 1, rows: 1 })).toBe('only a program on a terminal (pty: true) has a size')
})
