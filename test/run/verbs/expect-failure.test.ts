import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

const nearestIn = async (expectation: string) => {
  const steps = `  - send: { server: half past nine }\n  - expect: { client: ${expectation} }\n    within: 50ms\n`
  return (await runText(connectedPair() + steps)).failure?.nearest
}

test('the nearest of a text is a line, and of bytes the bytes at the cursor', async () => {
  expect(await nearestIn('half past ten')).toMatchObject({ text: 'half past nine' })
  expect(await nearestIn('{ bytes: 68 61 6c 65 }')).toMatchObject({ text: expect.stringContaining('68 61 6c 66') })
})

test('a line that a rule with ignore takes is said to have come', async () => {
  const { failure } = await runText(`scenario: an ignored line
actors:
  server: tcp-server
  client: { tcp-client: { to: server, rules: [{ when: PING, reply: PONG, ignore: true }] } }
steps:
  - start: server
  - connect: client
  - send: { server: [PING 1, hello] }
  - expect: { client: hello }
  - expect: { client: PING }
    within: 50ms
`)
  expect(failure?.hint).toBe('it came, and does not count: a rule of “client” with ignore: true fits it')
})
