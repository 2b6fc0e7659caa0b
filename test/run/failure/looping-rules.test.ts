import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

/** Two whose rules answer each other so often; the first of the server and the first of the client are on these lines. */
const lines = { server: 6, client: 12 }
const talk = (times: number, step: string) =>
  runText(`scenario: two that answer each other
limits: { scenario: 3s, step: 60s }
actors:
  server:
    tcp-server:
      rules: [{ when: PING, reply: PONG, times: ${times} },
        { when: HELLO, reply: HI }]
  client:
    tcp-client:
      to: server
      rules:
        - { when: PONG, reply: PING }
steps:
  - start: server
  - connect: client
  - send: { client: [HELLO, PING] }
  - expect: { client: { text: PONG, nth: ${times} } }
${step}`)

test.each([['  - expect: { client: never }\n'], ['  - expect: { client: { not: never, for: 50s } }\n']])(
  'the limit of a scenario names the rules that have gone on answering: %s',
  async (step) => {
    const { failure } = await talk(60, step)
    expect(failure).toMatchObject({ code: 'scenario-timeout', hint: expect.stringContaining('let one of them end') })
    expect(failure?.why).toContain(
      `rules go on answering: rule 1 (“PING”) of “server” on line ${lines.server} has applied 60 times, rule 1 (“PONG”) of “client” on line ${lines.client} has applied 60 times`,
    )
    expect(failure?.why).not.toContain('HELLO')
  },
)

test('rules that apply now and then are not named', async () => {
  const { failure } = await talk(2, '  - expect: { client: never }\n')
  expect(failure).toMatchObject({ code: 'scenario-timeout', hint: expect.stringContaining('limits') })
  expect(failure?.why).not.toContain('rule')
})
