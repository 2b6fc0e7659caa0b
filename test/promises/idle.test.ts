import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { runFile } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

const resultOf = (...lines: string[]) => {
  const folder = folderWith({ 'it.yaml': ['scenario: rest', ...lines, ''].join('\n') })
  return runFile(path.join(folder, 'it.yaml'), {}, folder)
}
const node = (script: string) => `run: [node, -e, "${script}"], ready: up`
const spins = node(`console.log('up'); setTimeout(() => { for (;;); }, 1)`)

describe.runIf(fs.existsSync('/proc/self/status'))('where /proc shows who sleeps', () => {
  test('a key is typed when the program sleeps: a shell between fork and exec would lose it', async () => {
    const { status, failure } = await resultOf(
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

  test('one that never becomes idle fails the step that waits for it, and busy: true lets it work', async () => {
    const steps = (busy: string) => [
      'actors:',
      `  program: { program: { ${spins} } }`,
      '  other: { program: { run: sleep 30 } }',
      'steps:',
      '  - start: [program, other]',
      '  - signal: { program: SIGUSR2 }',
      `    ${busy}`,
      '  - expect: { program: { exit: SIGUSR2 } }',
    ]
    const { failure } = await resultOf(...steps('within: 300ms'))
    expect(failure).toMatchObject({
      code: 'never-idle',
      message: '“program” has not become idle within 300ms',
      why: 'its processes do not sleep',
    })
    expect(await resultOf(...steps('busy: true'))).toMatchObject({ status: 'passed', warnings: [] })
  })

  test('so does one that hangs after the last step, also when it says so before', async () => {
    const { failure } = await resultOf(
      'limits: { step: 1s }',
      'actors:',
      `  program: { program: { run: [node, -e, "console.log('up'); setTimeout(() => { console.log('lost'); for (;;); })"] } }`,
      'steps:',
      '  - start: program',
      '  - expect: { program: up }',
    )
    expect(failure).toMatchObject({ code: 'never-idle', message: '“program” is not idle 1s after the last step' })
    expect(failure?.received?.map(({ text }) => text)).toContain('lost')
  })

  test('and one that its timers make print on and on', async () => {
    const { failure } = await resultOf(
      'limits: { step: 500ms }',
      'actors:',
      `  program: { program: { ${node("console.log('up'); setInterval(() => console.log('tick'), 10)")} } }`,
      'steps:',
      '  - start: program',
    )
    expect(failure?.code).toBe('never-idle')
  })

  test('a failure names who is never idle; tail: open says that it is meant', async () => {
    const { failure, warnings } = await resultOf(
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
      'running, never idle',
      'running, waits for input',
    ])
    expect(warnings).toEqual([])
  })

  test('with tail: open the end waits for nobody, and the lane is open', async () => {
    const { status, transcript } = await resultOf(
      'actors:',
      `  program: { program: { ${spins} }, tail: open }`,
      'steps:',
      '  - start: program',
    )
    expect([status, transcript?.open]).toEqual(['passed', ['program']])
  })

  test.each([
    ['node', 'run: [node, -e, "console.log(1); setTimeout(() => console.log(2), 90); setTimeout(() => {}, 9e5)"]'],
    ['a shell', 'run: [sh, -c, "echo 1; sleep 0.09; echo 2; sleep 900"]'],
  ])('a line that %s prints within limits.idle by a timer is found', async (_, program) => {
    const { failure } = await resultOf(
      'actors:',
      `  program: { program: { ${program} }, strict: true }`,
      'steps:',
      '  - start: program',
      '  - expect: { program: 1 }',
    )
    expect(failure).toMatchObject({ code: 'unmatched-output' })
  })

  test('limits.idle says how soon a timer must be due to be waited for', async () => {
    const reported = async (idle: string) => {
      const { transcript } = await resultOf(
        `limits: { idle: ${idle} }`,
        'actors:',
        '  program: { program: { run: [sh, -c, "echo 1; sleep 2; echo 2; sleep 900"] } }',
        'steps:',
        '  - start: program',
        '  - expect: { program: 1 }',
      )
      return transcript?.rows.map(({ text }) => text)
    }
    expect(await reported('4s')).toEqual(['1', '2'])
    expect(await reported('1ms')).toEqual(['1'])
  })

  test.each([1, 10, 50])('silent housekeeping every %i ms is idle', async (every) => {
    const { status } = await resultOf(
      'actors:',
      `  program: { program: { ${node(`console.log('up'); setInterval(() => {}, ${every})`)} } }`,
      'steps:',
      '  - start: program',
      '  - repeat: { times: 3, steps: [{ check: { program: { pid: /\\d+/ } } }] }',
    )
    expect(status).toBe('passed')
  })

  test('a busy timer leaves room to be idle', async () => {
    const busy = 'setInterval(() => { const end = Date.now() + 10; while (Date.now() < end); }, 50)'
    const { status, warnings } = await resultOf(
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

test('after an exit an expectation may ask with which code it left', async () => {
  const ask = (code: number) =>
    resultOf(
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

describe('a timer of an actor that is no program', () => {
  const greeted = (delay: string, ...more: string[]) =>
    resultOf(
      ...more,
      'actors:',
      `  server: { greeting-server: { delay: ${delay} } }`,
      '  client: { tcp-client: server }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      '  - expect: { client: Hello }',
    )

  test.each(['3ms', '20ms', '60ms'])('is waited for when it is due soon (%s)', async (delay) => {
    const { failure } = await greeted(delay)
    expect(failure).toMatchObject({ code: 'unexpected-end', lane: 'client' })
  })

  test('is not waited for when it is due later than limits.idle', async () => {
    expect(await greeted('10s')).toMatchObject({ status: 'passed' })
    expect((await greeted('300ms', 'limits: { idle: 1s }')).failure).toMatchObject({ code: 'unexpected-end' })
  })
})
