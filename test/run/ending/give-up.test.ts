import path from 'node:path'
import { expect, test } from 'vitest'
import { home, runText } from '../../scenarios/house.ts'

/** Its last step waits for longer than a test may take, unless it is given up. */
const waiting = (program: string): string => `scenario: in vain
limits: { step: 300s, scenario: 1000s }
actors:
  server: { program: { run: [node, ${program}, "\${free-port.it}"], ready: { port: "\${free-port.it}" } } }
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { client: hello }
  - expect: { client: hello }
  - expect: { client: never }
`

test('a step that waits in vain fails as soon as everything is idle', async () => {
  const text = waiting(path.join(home, 'test/peers/outlives-reset.mjs'))
  const { failure } = await runText(text, { givesUp: true })
  expect(failure).toMatchObject({ verb: 'expect', why: 'it did not come, and everything is idle' })
})

test('what a timer of a program brings is waited for', async () => {
  const text = `scenario: late
limits: { step: 300s, scenario: 1000s }
actors:
  slow: { program: { run: [node, -e, "console.log('now'); setTimeout(() => console.log('later'), 700)"] } }
steps:
  - start: slow
  - expect: { slow: now }
  - expect: { slow: later }
  - expect: { slow: { exit: 0 } }
`
  const { failure, status } = await runText(text, { givesUp: true })
  expect(failure).toBeUndefined()
  expect(status).toBe('passed')
})
