import { execaSync } from 'execa'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'
import { runWith } from '../run/outside.ts'

const talk = (...steps: readonly string[]): string[] => [
  'actors:',
  '  server: tcp-server',
  '  client: { tcp-client: server }',
  'steps:',
  '  - start: server',
  '  - connect: client',
  ...steps,
  '',
]
const runSteps = (lines: readonly string[], ...head: readonly string[]) =>
  runText(['scenario: attacked', ...head, ...lines].join('\n'))

describe('nothing outlives its deadline', () => {
  test.each([
    ['a note', '{ note: x }'],
    ['something sent', '{ send: { client: x } }'],
    ['a repeat in a repeat', '{ repeat: { times: 2, steps: [{ note: x }] } }'],
  ])('a long repeat of %s', async (_, step) => {
    const steps = `  - repeat: { times: 20000000, steps: [${step}] }`
    const result = await runSteps(talk(steps), 'limits: { scenario: 300ms }')
    expect(result.failure?.code).toBe('scenario-timeout')
  })

  test.runIf(process.platform !== 'win32')('a pipe that is sent as a file', async () => {
    const pipe = path.join(folderWith({}), 'pipe')
    execaSync('mkfifo', [pipe])
    const result = await runSteps(talk(`  - send: { client: { file: ${pipe} } }`))
    expect(result).toMatchObject({ status: 'broken', failure: { code: 'cannot-read' } })
    expect(result.failure?.message).toContain('it is not a regular file')
  })

  test.runIf(process.platform !== 'win32')('a pipe, or a device, that is read as a file', async () => {
    const pipe = path.join(folderWith({}), 'pipe')
    execaSync('mkfifo', [pipe])
    for (const [file, type] of [
      [pipe, 'pipe'],
      ['/dev/zero', 'device'],
    ]) {
      const steps = ['  - start: log', `  - check: { log: { type: ${type} } }`, '  - expect: { log: a line }', '']
      const result = await runSteps(
        ['actors:', `  log: { file: ${file} }`, 'steps:', ...steps],
        'limits: { step: 300ms }',
      )
      expect(result.failure).toMatchObject({ code: 'expectation-not-met', received: [] })
    }
  })

  test('a variable that doubles', async () => {
    const steps = `  - repeat: { times: 40, steps: [{ let: { x: "'\${x}' || '\${x}'" } }] }`
    const result = await runSteps(talk(steps), 'vars: { x: ab }')
    expect(result.failure).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('longer than') })
  })
})

describe('nothing that is forbidden passes', () => {
  test('behind colours', async () => {
    const lines = [
      'forbid: [level=PANIC]',
      'actors:',
      String.raw`  p: { program: { run: [printf, 'level=\033[31mPANIC\033[0m\n'], tail: open } }`,
      'steps:',
      '  - start: p',
      '  - expect: { p: { exit: 0 } }',
      '',
    ]
    expect((await runSteps(lines)).failure?.code).toBe('forbidden-line')
  })

  test('from a child that speaks when its program is long gone', async () => {
    const file = path.join(folderWith({}), 'go')
    const child = `while [ ! -e ${file} ]; do sleep 0.01; done; echo PANIC`
    const lines = [
      'forbid: [PANIC]',
      'actors:',
      `  p: { program: { run: [sh, -c, "echo done; (${child}) & exit 0"] } }`,
      `  go: { program: { run: [touch, ${file}] } }`,
      '  log: { file: { path: "${tmp}/never", missing: wait } }',
      'steps:',
      '  - start: p',
      '  - expect: { p: [done, { exit: 0 }] }',
      '  - run: go',
      '  - start: log',
      '',
    ]
    expect((await runSteps(lines)).failure?.code).toBe('forbidden-line')
  })
})

test('a strict actor that has said more than was expected does not simply leave', async () => {
  const lines = [
    'actors:',
    '  p: { program: { run: [sh, -c, "echo a; echo b; read x"], strict: true } }',
    'steps:',
    '  - start: p',
    '  - expect: { p: a }',
    '  - exit: p',
    '',
  ]
  const result = await runSteps(lines)
  expect(result.failure).toMatchObject({ code: 'unmatched-output' })
  expect(result.failure?.message).toContain('strict')
})

test.each([
  ['a promise', 'async () => undefined'],
  ['a list', '() => []'],
  ['something of a class', '() => new Date()'],
])('a matcher that answers a line with %s is at fault, and the expectation is not met', async (_, answer) => {
  const plugin = `export default plugin({ matchers: { odd: { about: 'x', wanted: anything,
    compile: () => ({ on: 'line', shown: 'odd', test: ${answer} }) } } })`
  const result = await runWith(
    plugin,
    talk('  - send: { server: hi }', '  - expect: { client: { odd: 1 } }').join('\n'),
  )
  expect(result).toMatchObject({ status: 'broken', failure: { code: 'plugin-error' } })
})

test('a secret is hidden in JSON, in a regex, and line by line', async () => {
  const secrets = { quoted: 'a"b\\c-secret', dotted: 'd.b+c-secret', lines: '-----BEGIN KEY-----\nMIIEvQIBADANBg\n' }
  const file = path.join(folderWith({}), 'recording.jsonl')
  const vars = Object.entries(secrets).map(
    ([name, value]) => `  ${name}: { value: ${JSON.stringify(value)}, secret: true }`,
  )
  const text = [
    'scenario: secrets',
    'vars:',
    ...vars,
    ...talk(
      '  - send: { client: { json: { a: "${quoted}" } } }',
      '  - send: { client: "${lines}" }',
      '  - expect: { server: MIIEvQ }',
      '  - expect: { server: "/^${dotted}-$/" }',
      '    within: 50ms',
    ),
  ].join('\n')
  const result = await runText(text, { recordTo: file })
  expect(result.failure?.wanted).toBeDefined()
  const all = JSON.stringify(result.transcript) + JSON.stringify(result.failure) + fs.readFileSync(file, 'utf8')
  for (const part of ['b\\\\c-secret', 'd.b+c-secret', 'b\\+c-secret', 'BEGIN KEY', 'QIBADANBg'])
    expect(all).not.toContain(part)
})
