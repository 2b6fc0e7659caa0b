import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

test('a value that cannot be worked out fails its step, with what was tried', async () => {
  const steps = [
    '  - send: { server: count two }',
    '  - expect: { client: "/count (?<n>.+)/" }',
    '  - let: { more: "${n} * 2" }',
    '',
  ]
  const { failure } = await runText(connectedPair() + steps.join('\n'))
  expect(failure).toMatchObject({ code: 'invalid-value', verb: 'let' })
  expect(failure?.message).toContain('“two * 2” cannot be worked out')
})
