import { expect, test } from 'vitest'
import { rowsOf, runText } from '../scenarios/house.ts'

test('what no step took on the connections of a server with rows: sorted is written sorted, each by itself', async () => {
  const result = await runText(`
scenario: callers that talk in no order
actors:
  server: { tcp-server: { rows: sorted } }
  one: { tcp-client: server }
  two: { tcp-client: server }
steps:
  - start: server
  - connect: [one, two]
  - send: { one: [pear, apple], two: [fig, banana] }
  - close: [one, two]
  - expect: { server#1: { event: end }, server#2: { event: end } }
`)
  expect(result.status).toBe('passed')
  const received = rowsOf(result).filter((row) => / \| /.test(row))
  expect(received).toEqual(['server#1 | apple', 'server#1 | pear', 'server#2 | banana', 'server#2 | fig'])
})
