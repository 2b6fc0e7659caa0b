import { expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'

/** A server that never answers an end, and resets nobody. */
const stopListening = `{ program: { run: [node, -e, "require('net').createServer({ allowHalfOpen: true }, (c) => c.on('error', () => {})).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })"], ready: '/port (?<port>\\d+)/' } }`

test('a group that closes needs the time of one', async () => {
  const result = await runText(`scenario: many close
limits: { step: 3s }
actors:
  server: ${stopListening}
  many: { tcp-client: { to: server, count: 12 } }
steps:
  - start: server
  - connect: many
  - close: many
    within: 3s
`)
  expect(result.failure?.message).toBeUndefined()
})

test('the deadline of a step is for all of a group together', async () => {
  const result = await runText(`scenario: many leave
actors:
  many: { program: { run: [node, -e, "console.log('up'); process.stdin.resume(); setInterval(() => {}, 1000)"], ready: up, count: 3 } }
steps:
  - start: many
  - exit: many
    within: 200ms
`)
  expect(result.failure).toMatchObject({ code: 'step-timeout', message: '“many#1” did not leave within 200ms' })
})
