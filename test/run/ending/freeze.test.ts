import { expect, test } from 'vitest'
import { rowsOf, runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

test('what no step has read stands at the end of the transcript, also a line without its end', async () => {
  const result = await runText(`${connectedPair()}  - send: { server: { text: "one\\ntwo" } }\n`)
  expect(rowsOf(result).slice(-2)).toEqual(['client | one', 'client ~ two'])
})
