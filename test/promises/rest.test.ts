import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { runFile } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

const story = (...lines: string[]) => {
  const folder = folderWith({ 'it.yaml': ['scenario: rest', ...lines, ''].join('\n') })
  return runFile(path.join(folder, 'it.yaml'), {}, folder)
}
const node = (script: string) => `run: [node, -e, "${script}"], ready: up`
const spins = node(`console.log('up'); setTimeout(() => { for (;;); }, 1)`)

describe.runIf(fs.existsSync('/proc/self/status'))('where /proc shows who sleeps', () => {
  test('a key is typed when the program sleeps: a shell between fork and exec would lose it', async () => {
    const { status, failure } = await story(
      'actors:',
      '  program: { program: { run: [sh, -c, "echo ready; sleep 30"], pty: true, ready: ready } }',
      'steps:',
      '  - repeat:',
      '      times: 50',
      '      steps:',
      '        - start: program',
      '        - send: { program: { bytes: "03" } }',
      '        - expect: { program: { exit: SIGINT } }',
    )
    expect([status, failure]).toEqual(['passed', undefined])
  })

  test('one that never rests gets its signal all the same, and the report says so', async () => {
    const { status, warnings } = await story(
      'actors:',
      `  program: { program: { ${spins} } }`,
      '  other: { program: { run: sleep 30 } }',
      'steps:',
      '  - start: [program, other]',
      '  - check: { program: { pid: /\\d+/ } }',
      '    within: 300ms',
      '  - signal: { program: SIGUSR2 }',
      '    within: 100ms',
      '  - expect: { program: { exit: SIGUSR2 } }',
    )
    expect(status).toBe('passed')
    expect(warnings.map(({ code, message }) => [code, message.slice(0, 36)])).toEqual([
      ['restless', '“program” did not come to rest, so w'],
    ])
  })

  test('a failure names who never rests; tail: open says that it is meant', async () => {
    const { failure, warnings } = await story(
      'actors:',
      `  program: { program: { ${spins} }, tail: open }`,
      '  other: { program: { run: cat, stdin: pipe, ready: { input: true } } }',
      'steps:',
      '  - start: [other, program]',
      '  - check: { program: { pid: /\\d+/ } }',
      '  - expect: { program: never said }',
      '    within: 50ms',
    )
    expect(failure?.actors?.map(({ state }) => state.replace(/, silent.*/, ''))).toEqual([
      'running, never at rest',
      'running, waits for input',
    ])
    expect(warnings).toEqual([])
  })

  test('a busy timer leaves room to rest', async () => {
    const busy = 'setInterval(() => { const end = Date.now() + 10; while (Date.now() < end); }, 50)'
    const { status, warnings } = await story(
      'actors:',
      `  program: { program: { ${node(`console.log('up'); ${busy}`)} } }`,
      'steps:',
      '  - start: program',
      '  - repeat: { times: 10, steps: [{ check: { program: { pid: /\\d+/ } } }] }',
      '  - signal: { program: SIGTERM }',
      '  - expect: { program: { exit: SIGTERM } }',
    )
    expect([status, warnings]).toEqual(['passed', []])
  })
})

test('after an exit a wish may ask with which code it left', async () => {
  const ask = (code: number) =>
    story(
      'actors:',
      '  program: { program: { run: [sh, -c, "read line; exit 3"], exit: bye } }',
      'steps:',
      '  - start: program',
      '  - exit: program',
      `  - expect: { program: { exit: ${code} } }`,
    )
  expect((await ask(3)).status).toBe('passed')
  expect((await ask(0)).failure?.code).toBe('expectation-impossible')
})
