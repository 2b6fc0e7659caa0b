import { expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'

test('a program that does not read its terminal keeps no run beyond its limits', async () => {
  const result = await runText(`scenario: a raw terminal that nobody reads
limits: { step: 300ms }
actors:
  screen:
    program: { run: [sh, -c, "stty raw -echo; echo up; sleep 1000"], pty: true, ready: up }
steps:
  - start: screen
    within: 10s
  - send: { screen: { text: "0123456789", times: 20000 } }
  - expect: { screen: never }
`)
  expect(result.failure).toMatchObject({ code: 'expectation-not-met', lane: 'screen' })
})
