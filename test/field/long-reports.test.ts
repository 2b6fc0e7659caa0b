import { expect, test } from 'vitest'
import { failurePrinted, runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

const talk = (
  sent: string,
  expected: string,
): string => `${connectedPair({ above: 'limits: { step: 300ms }' })}  - send: { client: ${sent} }
  - expect: { server#1: ${expected} }
`
const lines = (count: number, more = ''): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index + 1} of a body${more}`)
const yaml = (value: unknown): string => JSON.stringify(value)

test('of many lines the one that differs is pointed at, cut to where it differs', async () => {
  const sent = [...lines(3), `cookie: ${'a=0; '.repeat(200)}b=1; ${'c=2; '.repeat(200)}`, ...lines(20)]
  const wanted = sent.map((line) => line.replace('b=1', 'b=7'))
  const printed = failurePrinted(await runText(talk(yaml(sent), yaml({ lines: wanted }))))
  expect(printed).toContain('“server#1” did not say line 4 of 24: “cookie')
  expect(printed).toMatch(/Expected +….*b=7.*…”? +from server#1\n +Nearest +….*b=1.*…\n +\^\n/)
  const [expected = '', nearest = ''] = printed.split('\n').filter((line) => /^ {2}(?:Expected|Nearest)/.test(line))
  expect(expected.indexOf('b=7')).toBe(nearest.indexOf('b=1'))
  expect(printed).toMatch(/… and \d+ more lines/)
})

test('of a text of 300 lines, the line', async () => {
  const sent = lines(300).join('\n')
  const wanted = sent.replace('line 178 of', 'line 178 0f')
  const printed = failurePrinted(await runText(talk(yaml({ text: `${sent}\n` }), yaml({ take: `${wanted}\n` }))))
  expect(printed).toMatch(
    /Expected +line 178 of 300: “line 178 0f a body” +from server#1\n +Nearest +“line 178 of a body”/,
  )
  expect(printed).toMatch(/\| line 176 of a body\n.*\| line 177 of a body\n.*\| line 178 of a body/)
})

test('of a fact of 300 lines, the line', async () => {
  const body = lines(300).join('\n')
  const printed = failurePrinted(
    await runText(`scenario: a file
files: { body.txt: ${yaml(body)} }
actors: { file: { file: "\${tmp}/body.txt" } }
steps:
  - start: file
  - check: { file: { text: ${yaml(body.replace('line 9 of', 'line 9 0f'))} } }
`),
  )
  expect(printed).toContain('text of “file” differs in line 9 of 300')
  expect(printed).toMatch(/Nearest +“line 9 of a body”/)
  expect(printed.split('\n').length).toBeLessThan(20)
})

test('of lines in any order, the one that has not come', async () => {
  const printed = failurePrinted(
    await runText(talk(yaml(['one', 'tree']), yaml({ 'any-order': ['one', 'two', 'three'] }))),
  )
  expect(printed).toContain('Expected    “two”, nor 1 more of 3 lines in any order  from server#1')
  expect(printed).toMatch(/Nearest +“tree”/)
})
