import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ScenarioResult } from '../../src/model/result.ts'
import { check, run, type Baseline } from '../../src/pipeline.ts'
import { type RunHost } from '../../src/run/context/host.ts'
import { home, hostFor, servicesAt } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'
import { folderWith } from '../suite/temporary.ts'

const peers = path.join(home, 'test/peers')
const onLinux = fs.existsSync('/proc/self/limits')
/** How often each must fail: what is caught by luck is not caught. */
const often = 20
/** Runs side by side, so that each has company on the processor. */
const together = 4

/** Runs a scenario again and again; answers what each run came to. */
async function again(
  text: string,
  more: () => Partial<RunHost> = () => ({}),
  baseline?: Baseline,
): Promise<ScenarioResult[]> {
  const folder = folderWith({ 'it.yaml': text })
  const services = servicesAt(folder)
  const checked = await check(path.join(folder, 'it.yaml'), services)
  expect(checked.problems).toEqual([])
  const results: ScenarioResult[] = []
  for (let i = 0; i < often; i += together) {
    const batch = Array.from({ length: together }, () => run(checked, hostFor(more()), services, baseline))
    results.push(...(await Promise.all(batch)))
  }
  return results
}

/** Every single run must have failed (or broken), for the same reason. */
async function alwaysFails(text: string, code: string, more?: () => Partial<RunHost>): Promise<void> {
  const codes = (await again(text, more)).map(({ status, failure }) => (status === 'passed' ? 'passed' : failure?.code))
  expect(codes).toEqual(Array(often).fill(code))
}

const scenarioText = (...lines: string[]): string => `${connectedPair()}${lines.join('\n')}\n`

/** A conversation with the program `answers.mjs`, which then does something that no step knows of. */
const answering = (act: string, head: readonly string[] = [], tail: readonly string[] = []): string =>
  [
    'scenario: it must fail',
    ...head,
    'actors:',
    `  server: { program: { run: [node, ${path.join(peers, 'answers.mjs')}, ${act}], ready: '/listening on (?<port>\\d+)/' } }`,
    '  client: { tcp-client: server }',
    'steps:',
    '  - start: server',
    '  - connect: client',
    '  - send: { client: question }',
    '  - expect: { client: answer }',
    ...tail,
    '',
  ].join('\n')

test('the same conversations pass when nothing is wrong with them', async () => {
  const passed = Array(often).fill('passed')
  expect((await again(answering('nothing'))).map(({ status }) => status)).toEqual(passed)
  expect(
    (await again(scenarioText('  - send: { server: hello }', '  - expect: { client: hello }'))).map(
      ({ status }) => status,
    ),
  ).toEqual(passed)
})

describe('an expectation that never runs', () => {
  const unmet = '  - expect: { client: never said }'

  test('because the run is interrupted', async () => {
    await alwaysFails(scenarioText('  - wait: 5s', unmet), 'interrupted', () => {
      const abort = new AbortController()
      setTimeout(() => abort.abort(), 30)
      return { signal: abort.signal }
    })
  })

  test('because it was interrupted before it began', async () => {
    await alwaysFails(scenarioText(unmet), 'interrupted', () => ({ signal: AbortSignal.abort() }))
  })

  test('because the scenario’s time is over', async () => {
    await alwaysFails(
      ['limits: { scenario: 30ms }', scenarioText('  - wait: 5s', unmet)].join('\n'),
      'scenario-timeout',
    )
  })

  test('because it is repeated no times', async () => {
    const repeated = '  - repeat: { times: "${times}", steps: [{ expect: { client: never said } }] }'
    await alwaysFails(scenarioText('  - let: { times: 1 - 1 }', repeated), 'never-runs')
    await alwaysFails(
      scenarioText('  - send: { server: 0 left }', '  - expect: { client: /(?<times>\\d+) left/ }', repeated),
      'never-runs',
    )
  })

  test.each([
    ['expect: { server#1: hello }', 'expectation-not-met'],
    ['send: { server#1: hello }', 'not-connected'],
  ])('because its connection never came: %s', async (step, code) => {
    const text = [
      'scenario: nobody comes',
      'actors:',
      '  server: tcp-server',
      `  visitor: { program: { run: [node, ${path.join(peers, 'calls.mjs')}, nowhere] } }`,
      'steps:',
      '  - start: [server, visitor]',
      `  - ${step}`,
      '    within: 50ms',
      '',
    ].join('\n')
    await alwaysFails(text, code)
  })

  test.each([
    'expect: { server#client: hello }',
    'send: { server#client: hello }',
    'end: server#client',
    'check: { server#client: { bytesRead: 0 } }',
  ])('because its client came nowhere: %s', async (step) => {
    const text = [
      'scenario: connected elsewhere',
      'actors:',
      '  server: tcp-server',
      '  client: { tcp-client: { port: "${free-port.nobody}" } }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      `  - ${step}`,
      '',
    ].join('\n')
    await alwaysFails(text, 'not-connected')
  })
})

describe('an actor that does what no step knows of', () => {
  test('a connection that nobody announced', async () => {
    const text = [
      'scenario: a visitor',
      'actors:',
      '  server: tcp-server',
      `  visitor: { program: { run: [node, ${path.join(peers, 'calls.mjs')}, "\${server.port}"] } }`,
      'steps:',
      '  - start: server',
      '  - start: visitor',
      '  - expect: { visitor: connected }',
      '',
    ].join('\n')
    await alwaysFails(text, 'unexpected-connection')
  })

  test.each([
    ['dies of an exception right after the last step', 'throws', 'unexpected-exit'],
    ['leaves with exit code 0 right after the last step', 'leaves', 'unexpected-exit'],
    ['ends the conversation', 'ends', 'unexpected-end'],
  ])('one that %s', async (_, act, code) => {
    const results = await again(answering(act))
    expect(results.map(({ status }) => status)).toEqual(Array(often).fill('failed'))
    // Its death also ends the client’s connection, and either is seen first.
    for (const { failure } of results) expect([code, 'unexpected-end', 'unexpected-reset']).toContain(failure?.code)
  })

  test('one that resets the conversation', async () => {
    const results = await again(answering('resets'))
    expect(results.map(({ status }) => status)).toEqual(Array(often).fill('failed'))
  })

  test.runIf(onLinux).each([
    ['a child in a session of its own', `[sh, -c, "(setsid sleep 1000 >/dev/null 2>&1 &); echo done"]`],
    ['a daemon by the book', `[python3, ${path.join(peers, 'daemon.py')}]`],
  ])('one that leaves a process behind: %s', async (_, run) => {
    const text = `scenario: left behind\nactors:\n  program: { program: ${run} }\nsteps:\n  - run: program\n`
    const results = await again(text)
    const message = '“program” left a process behind: “sleep 1000”'
    for (const { failure } of results) expect(failure).toMatchObject({ code: 'left-behind', message })
  })

  test('one that crashes when it is asked to leave', async () => {
    const text = [
      'scenario: a crash instead of a goodbye',
      'actors:',
      '  program: { program: { run: [sh, -c, "read line; kill -SEGV $$"], exit: bye } }',
      'steps:',
      '  - start: program',
      '  - exit: program',
      '',
    ].join('\n')
    await alwaysFails(text, 'unexpected-exit')
  })

  test('one that dies on the side while others talk', async () => {
    const text = [
      'scenario: somebody else dies',
      'actors:',
      `  worker: { program: { run: [node, -e, "console.log('at work'); process.exitCode = 1"] } }`,
      '  server: echo-server',
      '  client: { telnet: server }',
      'steps:',
      '  - start: worker',
      '  - expect: { worker: at work }',
      '  - start: server',
      '  - connect: client',
      '  - send: { client: hello }',
      '  - expect: { client: hello }',
      '  - exit: client',
      '',
    ].join('\n')
    await alwaysFails(text, 'unexpected-exit')
  })

  test('an error of a socket', async () => {
    const text = `scenario: nobody is there\nactors:\n  client: { tcp-client: { port: "\${free-port.nobody}" } }\nsteps:\n  - connect: client\n`
    await alwaysFails(text, 'unexpected-error')
  })

  test('an RST from an actor of ours, through a proxy, after the last line', async () => {
    const text = [
      'scenario: a reset',
      'actors: { server: tcp-server, proxy: { proxy: server }, client: { tcp-client: proxy } }',
      'steps:',
      '  - start: [server, proxy]',
      '  - connect: client',
      '  - fault: { proxy: { reset: true, after: { line: last words } } }',
      '  - send: { server: last words }',
      '  - expect: { client: last words }',
      '',
    ].join('\n')
    await alwaysFails(text, 'unexpected-reset')
  })
})

describe('compared with its transcript', () => {
  /** What has agreed with its own transcript every time: several tests record the same. */
  const agreed = new Set<string>()
  /** Records one scenario and compares another with it. */
  async function heldAgainst(recorded: string, played: string): Promise<ScenarioResult[]> {
    const folder = folderWith({ 'it.yaml': recorded })
    const baseline: Baseline = {
      file: path.join(folder, 'it.txt'),
      newFile: path.join(folder, 'it.new.txt'),
      mode: 'ci',
    }
    const services = servicesAt(folder)
    const first = await check(path.join(folder, 'it.yaml'), services)
    expect(await run(first, hostFor(), services, { ...baseline, mode: 'local' })).toMatchObject({ status: 'passed' })
    expect(fs.existsSync(baseline.file)).toBe(true)
    if (!agreed.has(recorded)) {
      const same = await again(recorded, () => ({}), baseline)
      expect(same.map(({ status }) => status)).toEqual(Array(often).fill('passed'))
      agreed.add(recorded)
    }
    return again(played, () => ({}), baseline)
  }
  const differs = Array(often).fill('transcript-differs')
  const codes = (results: readonly ScenarioResult[]) => results.map(({ failure }) => failure?.code)

  test.each([
    ['a line too many on standard output', 'says'],
    ['a line too many on standard error', 'complains'],
    ['an unfinished line too many', 'mutters'],
    ['a line too many on the socket', 'calls'],
    ['a line too few', 'loses'],
  ])('%s, which no expectation looked at', async (_, act) => {
    expect(codes(await heldAgainst(answering('nothing'), answering(act)))).toEqual(differs)
  })

  test.each([
    ['a line too many', '[one, two]', '[one, two, three]'],
    ['a line too few', '[one, two]', '[one]'],
    ['two lines in another order', '[one, two, three]', '[one, three, two]'],
    ['a wrong byte in a line', '[one, two]', '[one, twp]'],
    ['another case', '[one, two]', '[one, Two]'],
    ['a blank at the end', '[one, two]', '[one, "two "]'],
    ['a tab for a blank', '[one, a b]', '[one, "a\\tb"]'],
    ['a NUL', '[one, two]', '[one, "two\\0"]'],
    ['a carriage return within', '[one, two]', '[one, "t\\rwo"]'],
    ['another accent on the same letter', '[one, "caf\\u00e9"]', '[one, "cafe\\u0301"]'],
    ['an empty line', '[one, two]', '[one, "", two]'],
    ['text that is written like an escape', '[one, "\\x07"]', '[one, "\\\\x07"]'],
  ])('%s, in an unread tail', async (_, recorded, played) => {
    const tail = (lines: string) => scenarioText(`  - send: { server: ${lines} }`, '  - expect: { client: one }')
    expect(codes(await heldAgainst(tail(recorded), tail(played)))).toEqual(differs)
  })

  test('a last line without its end', async () => {
    const tail = (text: string) =>
      scenarioText(`  - send: { server: { text: "${text}" } }`, '  - expect: { client: one }')
    expect(codes(await heldAgainst(tail('one\\ntwo\\n'), tail('one\\ntwo')))).toEqual(differs)
  })

  test('a byte that is no text', async () => {
    const tail = (last: string) =>
      scenarioText(`  - send: { server: { bytes: "6f 6e 65 0a ff ${last} 0a" } }`, '  - expect: { client: one }')
    expect(codes(await heldAgainst(tail('fe'), tail('fd')))).toEqual(differs)
  })

  test('a wrong byte in what an expectation took', async () => {
    const taken = (line: string) => scenarioText(`  - send: { server: ${line} }`, '  - expect: { client: /half past/ }')
    expect(codes(await heldAgainst(taken('half past nine'), taken('half past ten')))).toEqual(differs)
  })
})

describe('a line that is forbidden', () => {
  const forbid = (text: string): string => `forbid: [panic]\n${text}`
  const printed = (...steps: string[]): string => forbid(scenarioText(...steps))

  test.each([
    ['before any expectation', ['  - send: { server: no panic }', '  - expect: { client: calm }']],
    ['after the last step', ['  - send: { server: no panic }']],
    ['as a line without an end', ['  - send: { server: { text: no panic } }']],
    [
      'as a line without an end, before a FIN',
      ['  - send: { server: { text: no panic } }', '  - end: server', '  - expect: { client: { event: end } }'],
    ],
    [
      'of which a prompt has taken half',
      [
        '  - send: { server: { text: "pa" } }',
        '  - expect: { client: { prompt: pa } }',
        '  - send: { server: nic }',
        '  - expect: { client: nic }',
      ],
    ],
    [
      'behind lines that were taken out of the middle',
      [
        '  - send: { server: [first, a long second line, third] }',
        '  - expect: { client: { any-order: [a long second line] } }',
        '  - send: { server: no panic }',
      ],
    ],
    ['on a connection that nobody looks at', ['  - send: { client: no panic }']],
  ])('%s', async (_, steps) => {
    await alwaysFails(printed(...steps), 'forbidden-line')
  })

  test('on the connection of a server with own output, which no step names', async () => {
    const text = [
      'scenario: quiet',
      'forbid: [panic]',
      'actors: { server: echo-server, client: { telnet: server } }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      '  - send: { client: panic }',
      '',
    ]
    await alwaysFails(text.join('\n'), 'forbidden-line')
  })

  test('in a datagram', async () => {
    const text = [
      'scenario: datagrams',
      'forbid: [panic]',
      'actors: { server: { udp: { bind: 0 } }, client: { udp: server } }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      '  - send: { client: no panic }',
      '',
    ]
    await alwaysFails(text.join('\n'), 'forbidden-line')
  })

  test('on standard error of a program', async () => {
    await alwaysFails(answering('complains', ['forbid: [complaint]']), 'forbidden-line')
  })

  test('in what telnet itself says', async () => {
    const text = [
      'scenario: farewell',
      'forbid: [Connection closed]',
      'actors: { server: greeting-server, client: { telnet: server } }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      '  - expect: { client: { event: end } }',
      '',
    ]
    await alwaysFails(text.join('\n'), 'forbidden-line')
  })
})

describe('what a strict actor has left over', () => {
  const strict = (...steps: string[]): string =>
    scenarioText(...steps).replace('{ tcp-client: server }', '{ tcp-client: { to: server, strict: true } }')

  test('a line', async () => {
    await alwaysFails(strict('  - send: { server: [one, two] }', '  - expect: { client: one }'), 'unmatched-output')
  })

  test('an unfinished line', async () => {
    await alwaysFails(
      strict('  - send: { server: { text: "one\\ntwo" } }', '  - expect: { client: one }'),
      'unmatched-output',
    )
  })

  test('a line that an expectation would have passed over', async () => {
    await alwaysFails(strict('  - send: { server: [one, two] }', '  - expect: { client: two }'), 'expectation-violated')
  })

  test('a line on standard error', async () => {
    const text = answering('complains').replace("(?<port>\\d+)/' }", "(?<port>\\d+)/', strict: true }")
    await alwaysFails(
      text.replace('client: answer }', 'client: answer, server: { lines: [/listening.*/, answered] } }'),
      'unmatched-output',
    )
  })
})

describe('an expectation for exactly this', () => {
  test.each([
    ['a line with a wrong byte', '{ line: hellp }'],
    ['a line that says more', '{ line: hell }'],
    ['too few lines', '{ lines: [hello, hello] }'],
    ['bytes', '{ bytes: 68 65 6c 6c 6e }'],
    ['text', '{ take: help }'],
  ])('%s', async (_, expectation) => {
    const results = await again(
      `limits: { step: 60ms }\n${scenarioText('  - send: { server: hello }', `  - expect: { client: ${expectation} }`)}`,
    )
    expect(results.map(({ status }) => status)).toEqual(Array(often).fill('failed'))
  })
})
