import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

test('an expectation whose value cannot be used fails its step', async () => {
  const steps =
    '  - send: { server: take all }\n  - expect: { client: "/take (?<n>.+)/" }\n  - expect: { client: { bytes: "${n}" } }\n'
  expect((await runText(connectedPair() + steps)).failure).toMatchObject({ code: 'invalid-value', verb: 'expect' })
})
