import { expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../../scenarios/house.ts'

const ran = (sent: string, expected: string, vars = '{}') =>
  runText(
    [
      'scenario: values as they are written',
      `vars: ${vars}`,
      'actors:',
      '  server: tcp-server',
      '  client: { tcp-client: server }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      `  - send: { server: ${sent} }`,
      `  - expect: { client: ${expected} }`,
      '',
    ].join('\n'),
  )

test.each([
  ['lines', '[007, 1.0, 0x10]', '{ lines: [{ line: 007 }, { text: 1.0 }, { line: 0x10 }] }'],
  ['exactly', '[007, yes]', '{ lines: { exactly: [{ line: 007 }, { line: yes }] } }'],
  ['any-order', '[7, 1e3]', '{ any-order: [{ line: 1e3 }, { text: 7 }] }'],
  ['one-of', '[007]', '{ one-of: [{ line: 7 }, { line: 007 }] }'],
  ['not', '[7, 8]', '[{ not: { text: 9 } }, { text: 8 }]'],
  ['not with a time', '[7]', '[{ line: 7 }, { not: { line: 8 }, for: 10ms }]'],
  ['json, where a number is one', '[{ json: { id: 7 } }]', '{ lines: [{ json: { id: 7 } }] }'],
  ['a variable', '[007]', '{ lines: [{ line: "${pin}" }] }'],
])('in %s a text is what is written', async (_, sent, expected) => {
  const result = await ran(sent, expected, '{ pin: "007" }')
  expect(failurePrinted(result)).toBe('')
  expect(result.status).toBe('passed')
})

test.each(['[{ not: { frob: x } }, y]', '[{ not: { frob: [a, b] } }, y]', '{ one-of: [y, { frob: x }] }'])(
  'a matcher that is none is found before anything runs: %s',
  async (expected) => {
    await expect(ran('[y]', expected)).rejects.toThrow('invalid: unknown-matcher: there is no matcher called “frob”')
  },
)

test('a number that is written otherwise is another text', async () => {
  expect((await ran('[7]', '{ lines: [{ line: 007 }] }')).failure?.code).toBe('expectation-violated')
})

test('the row of a choice shows each as it is written', async () => {
  const result = await ran('[007]', '{ one-of: [{ json: { id: 7 } }, { line: 007 }, { event: end }] }')
  expect(rowsOf(result).join('\n')).toContain('client * one of: json {"id":7}, line 007, event end')
})
