import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

/** A server says these lines, and a client expects something without something else before it. */
const received = (lines: string, expectation: string) =>
  runText(`${connectedPair({ above: 'limits: { step: 2s }' })}  - send: { server: ${lines} }
  - expect: { client: ${expectation} }
  - expect: { client: end of all }
`)
const violated = { status: 'failed', failure: { code: 'expectation-violated' } }

test('any-order: a line between that must not come fails it, one behind does not', async () => {
  const expectation = '{ any-order: [a, b], without: /err/ }'
  expect(await received('[b, no err, a, end of all]', expectation)).toMatchObject(violated)
  expect(await received('[b, a, err, end of all]', expectation)).toMatchObject({ status: 'passed' })
  expect(await received('[err, end of all]', '{ any-order: [a, err], without: /err/ }')).toMatchObject({
    status: 'failed',
  })
})

test('any-order: what must not come fails it before all are there', async () => {
  const result = await received('[b, no err, end of all]', '{ any-order: [a, b], without: /err/ }')
  expect(result).toMatchObject(violated)
  expect(JSON.stringify(result.failure)).toContain('“no err” came first')
})

test('prompt: a whole line before it that must not come fails it', async () => {
  const expectation = '{ prompt: "> ", without: /err/ }'
  expect(await received('[an err, "> end of all"]', expectation)).toMatchObject(violated)
  expect(await received('[fine, "> end of all"]', expectation)).toMatchObject({ status: 'passed' })
})
