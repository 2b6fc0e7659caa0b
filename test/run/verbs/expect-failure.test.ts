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
