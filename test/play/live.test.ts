import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { builtProgram } from '../cli/built.ts'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'
import { onTerminal } from '../terminal/pty.ts'

const main = builtProgram()
const live = (text: string, others: Readonly<Record<string, string>> = {}) => {
  const folder = folderWith({ 'scenarios/hello.yaml': text, ...others })
  const desk = onTerminal(process.execPath, [main, 'play', '--live', 'hello'], { cwd: folder, columns: 100 })
  return { desk, written: () => fs.readFileSync(path.join(folder, 'scenarios/hello.yaml'), 'utf8') }
}

test('it waits before each step; another one is checked, tried, and kept above the one that waits', async () => {
  const { desk, written } = live(greeting('Hello'))
  await desk.shows('6 │ start: server')
  desk.type(' ')
  await desk.shows('7 │ connect: client')
  await desk.shows('listening on')
  desk.type('b9\r')
  await desk.shows('it waits at line 9')
  desk.type('c')
  await desk.shows('9 │ exit: client')
  desk.type(':send: { nobody: hi }\r')
  await desk.shows('“nobody”')
  desk.type(':\u001b[A')
  await desk.shows(': send: { nobody: hi }')
  desk.type('\u0015note: a word\r')
  await desk.shows('it passed; k keeps it in the file')
  await desk.shows('# a word')
  expect(written()).toBe(greeting('Hello'))
  desk.type('k')
  await desk.shows('kept in scenarios/hello.yaml')
  await desk.shows('10 │ exit: client')
  expect(written()).toBe(greeting('Hello').replace('  - exit: client', '  - note: a word\n  - exit: client'))
  desk.type('c')
  await desk.shows('Hello passed')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
})

test('a step that fails can be followed by others before the run ends', async () => {
  const { desk } = live(
    greeting('Hello')
      .replace('client: Hello client!', 'client: Hello nobody!')
      .replace('- expect:', '- within: 1ms\n    expect:'),
  )
  await desk.shows('6 │ start: server')
  desk.type('c')
  await desk.shows('failed: ')
  await desk.shows('try another step')
  desk.type(':note: the client waits\r')
  await desk.shows('# the client waits')
  await desk.shows('it passed')
  desk.type('c')
  await desk.shows('Hello failed')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 1 })
})

test('a value of a matrix is in force', async () => {
  const { desk } = live(greeting('Hello').replace('client: Hello client!', 'client: "${matrix.impl}"'), {
    'scenario.config.yaml': 'matrix: { impl: [Hello client!] }\n',
  })
  await desk.shows('6 │ start: server')
  desk.type('c')
  await desk.shows('Hello passed')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
})

test('who leaves ends the run', async () => {
  const { desk } = live(greeting('Hello'))
  await desk.shows('6 │ start: server')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 1 })
})

test('an invalid scenario is reported, and without a terminal nothing runs', async () => {
  const folder = folderWith({
    'scenarios/a.yaml': greeting('A'),
    'scenarios/b.yaml': greeting('B').replace('start: server', 'start: nobody'),
  })
  expect(await scenario(folder, ['play', '--live', 'a'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('needs a terminal'),
  })
  expect(await scenario(folder, ['play', '--live', 'b'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('nobody'),
  })
})
