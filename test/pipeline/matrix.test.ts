import { describe, expect, test } from 'vitest'
import { check, run } from '../../src/library.ts'

const scenarioOf = (more: string, steps: string): string => `scenario: Values
${more}actors:
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
${steps}  - exit: client
`
const vars = { 'matrix.impl': 'redis', 'matrix.n': '1' }
const rowsOf = async (text: string): Promise<string[]> => {
  const { status, failure, transcript } = await run({ text, dir: '/' }, { vars })
  expect(failure?.message).toBeUndefined()
  expect(status).toBe('passed')
  return (transcript?.rows ?? [])
    .filter(({ mark }) => '>|#'.includes(mark))
    .map(({ lane, mark, text: row }) => `${lane} ${mark} ${row}`)
}

describe('rows show where a value stands', () => {
  test('in what is sent, expected and noted, and only in the rows of that step', async () => {
    const steps = `  - send: { client: ["I am \${matrix.impl}", redis] }
  - expect: { server: "I am \${matrix.impl}" }
  - expect: { server: redis }
  - note: "with \${matrix.impl}"
`
    expect(await rowsOf(scenarioOf('', steps))).toEqual([
      'client > I am <matrix.impl>',
      'client > <matrix.impl>',
      'server#1 | I am <matrix.impl>',
      'server#1 | redis',
      ' # with <matrix.impl>',
    ])
  })

  test('of variables that are made of it', async () => {
    const steps = `  - let: { twice: "\${who} || \${who}" }
  - send: { client: ["\${who}", "\${twice}", plain 1] }
  - expect: { server: ["\${who}", "\${twice}", plain 1] }
`
    expect(await rowsOf(scenarioOf('vars: { who: "user-${matrix.n}" }\n', steps))).toEqual([
      'client > <who>',
      'client > <twice>',
      'client > plain 1',
      'server#1 | <who>',
      'server#1 | <twice>',
      'server#1 | plain 1',
    ])
  })

  test('of what a repeat goes through, only where it is made of a value', async () => {
    const steps = `  - repeat:
      each: [first, "\${matrix.impl}", "no \${matrix.n}"]
      as: what
      steps:
        - send: { client: "\${what}" }
        - expect: { server: "\${what}" }
`
    const texts = ['first', '<matrix.impl>', 'no <matrix.n>']
    expect(await rowsOf(scenarioOf('', steps))).toEqual(
      texts.flatMap((text) => [`client > ${text}`, `server#1 | ${text}`]),
    )
  })
})

describe('check', () => {
  test('knows the values that it is given, in options, conditions and masks', async () => {
    const text = scenarioOf(
      'only: { command: "${matrix.impl}-server" }\nmask: [matrix.n]\n',
      '  - send: { client: "${matrix.n}" }\n',
    )
    expect((await check({ text, dir: '/' }, { vars })).problems).toEqual([])
    const { problems } = await check({ text, dir: '/' }, { vars: { 'matrix.imp': 'x' } })
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['unknown-variable', 'the matrix has no “impl”'],
      ['unknown-mask', expect.stringContaining('matrix.n')],
      ['unknown-variable', 'the matrix has no “n”'],
    ])
    expect(problems[0]?.hint).toContain('did you mean “matrix.imp”?')
  })

  test('asks for no other variable in a condition', async () => {
    const text = scenarioOf('only: { command: "${env.SHELL}" }\n', '')
    expect((await check({ text, dir: '/' })).problems).toMatchObject([
      { code: 'invalid-value', message: '“command” can hold values of a matrix only' },
    ])
  })

  test('of an actor called matrix is as ever', async () => {
    const text = scenarioOf('', '  - send: { client: "${matrix.port}" }\n')
      .replaceAll('server', 'matrix')
      .replace('tcp-matrix', 'tcp-server')
    expect((await check({ text, dir: '/' })).problems).toEqual([])
  })
})
