import path from 'node:path'
import { expect, test } from 'vitest'
import { runFile } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

/** The rows of `server#1`, of a run in which a rule answers. */
async function rowsOf(rules: string, steps: readonly string[], options = ''): Promise<readonly string[]> {
  const text = [
    'scenario: t',
    'actors:',
    `  server: { tcp-server: { rules: [${rules}]${options} } }`,
    '  client: { tcp-client: server }',
    'steps: [{ start: server }, { connect: client }]',
  ]
  const all = `${text.join('\n').replace(/]$/, `, ${steps.join(', ')}]`)}\n`
  const result = await runFile(path.join(folderWith({ 'it.yaml': all }), 'it.yaml'))
  expect(result.failure).toBeUndefined()
  const rows = result.transcript?.rows.filter(({ lane }) => lane === 'server#1') ?? []
  return rows.map(({ mark, text }) => `${mark} ${String(text)}`)
}

const answering = '{ when: RETR, reply: 150 opening }'
const asked = ['{ send: { client: RETR } }', '{ expect: { server: RETR } }', '{ expect: { client: 150 opening } }']

test.each([
  ['send', '{ send: { server: 226 done } }', '> 226 done'],
  ['check', '{ check: { server#1: { bytesRead: 5 } } }', '* bytesRead: 5'],
  ['pause', '{ pause: server }', '* reading paused'],
  ['set', '{ set: { server#1: { noDelay: true } } }', '* noDelay set to true'],
  ['end', '{ end: server }', '* FIN sent'],
])('the answer to a line that was taken stands before what comes later: %s', async (_, step, row) => {
  const rows = await rowsOf(answering, [...asked, step])
  const answer = rows.indexOf('> 150 opening')
  expect(rows[answer - 1]).toBe('| RETR')
  expect(rows.indexOf(row)).toBeGreaterThan(answer)
})

test('the answer stands before an event that is taken out of band', async () => {
  const steps = [...asked, '{ expect: { server#1: { event: timeout } } }', '{ exit: client }']
  expect((await rowsOf(answering, steps, ', timeout: 200ms')).slice(0, 3)).toEqual([
    '| RETR',
    '> 150 opening',
    '* timeout',
  ])
})

test('a greeting stands before what a step sends', async () => {
  const rows = await rowsOf('{ on: connect, reply: 220 hello }', ['{ send: { server: 226 done } }', '{ exit: client }'])
  expect(rows.slice(0, 2)).toEqual(['> 220 hello', '> 226 done'])
})

test('the answer to a line that stands unread waits with it', async () => {
  const [first = '', , last = ''] = asked
  const rows = await rowsOf(answering, [first, last, '{ send: { server: 226 done } }', '{ expect: { server: RETR } }'])
  expect(rows.slice(0, 3)).toEqual(['> 226 done', '| RETR', '> 150 opening'])
})
