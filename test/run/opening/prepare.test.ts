import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

const forbidding = (...steps: string[]): string =>
  `${connectedPair({ above: 'forbid: [panic]' })}${steps.map((step) => `  - ${step}\n`).join('')}`

// Whether the line comes during the step that sends it or the next depends on the machine.
test('a forbidden line names the step during which it came', async () => {
  const { failure } = await runText(forbidding('send: { server: no panic }', 'expect: { client: calm }'))
  expect(failure).toMatchObject({
    code: 'forbidden-line',
    why: expect.stringMatching(/ during the step on line (?:9|10) of scenario\.yaml$/),
  })
})

test('and one that comes after the last step, that it came outside of them', async () => {
  const { failure } = await runText(forbidding('send: { server: { text: no panic } }'))
  expect(failure).toMatchObject({ code: 'forbidden-line', why: expect.stringContaining('outside the steps') })
})
