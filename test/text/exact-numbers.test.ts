import { describe, expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'

const big = '9007199254740993'
const rounded = '9007199254740992'

const talk = (sent: string, ...steps: string[]) =>
  [
    'scenario: a number beyond 2^53',
    'actors: { server: tcp-server, client: { tcp-client: server } }',
    'steps:',
    '  - start: server',
    '  - connect: client',
    `  - send: { client: ${sent} }`,
    ...steps,
    '  - exit: client',
    '',
  ].join('\n')

describe('a whole number beyond 2^53 is exact in JSON', () => {
  test('it meets itself, and is captured as it is', async () => {
    const result = await runText(
      talk(
        `'{"id":${big}}'`,
        "  - expect: { server: { json: { id: '/^(?<id>\\d+)$/' } } }",
        '  - send: { client: { json: { id: "${id}", plain: ${id}, list: [' + big + '] } } }',
        `  - expect: { server: { line: '{"id":"${big}","plain":${big},"list":[${big}]}' } }`,
        `  - send: { client: '{"id":${big}}' }`,
        `  - expect: { server: { json: { id: ${big} } } }`,
      ).replace('plain: ${id}', 'plain: ' + big),
    )
    expect(result.failure).toBeUndefined()
  })

  test('it does not meet another that a double makes the same', async () => {
    const result = await runText(
      talk(`'{"id":${rounded}}'`, `  - expect: { server: { json: { id: ${big} } } }`, '    within: 50ms'),
    )
    expect(result.failure).toMatchObject({
      code: 'expectation-not-met',
      nearest: { differs: [`“id” is ${rounded}, not ${big}`] },
    })
  })
})

test('let goes on with each digit', async () => {
  const result = await runText(
    talk(
      `"${big}"`,
      "  - expect: { server: '/(?<id>\\d+)/' }",
      '  - let: { next: "${id} + 1" }',
      '  - send: { client: "${next}" }',
      '  - expect: { server: { line: "9007199254740994" } }',
    ),
  )
  expect(result.failure).toBeUndefined()
})

test('let does not go on with a rounded number', async () => {
  const result = await runText(
    talk(`"${big}"`, "  - expect: { server: '/(?<id>\\d+)/' }", '  - let: { next: "${id} * 0.5" }'),
  )
  expect(result.failure).toMatchObject({ code: 'invalid-value', message: expect.stringContaining('is beyond 2^53') })
})
