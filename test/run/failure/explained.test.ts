import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

const failing = '  - expect: { client: never }\n    within: 50ms\n'

test('a failure has what other actors printed meanwhile, and nothing of it when they printed nothing', async () => {
  const spoken = await runText(`${connectedPair()}  - send: { client: question }\n${failing}`)
  expect(spoken.failure?.meanwhile?.map(({ name }) => name)).toEqual(['server#1'])
  const silent = await runText(connectedPair() + failing)
  expect(silent.failure).not.toHaveProperty('meanwhile')
})
