import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

test('a server that is paused and resumed is its one connection', async () => {
  const steps = ['pause: server', 'send: { client: hello }', 'resume: server', 'expect: { server: hello }']
  const { failure } = await runText(connectedPair() + steps.map((step) => `  - ${step}\n`).join(''))
  expect(failure?.message).toBeUndefined()
})
