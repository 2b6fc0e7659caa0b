import { describe, expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { runFile } from '../../scenarios/house.ts'
import path from 'node:path'

const head = [
  'scenario: t',
  'actors:',
  '  server: { echo-server: { greeting: "", quiet: true } }',
  '  crowd: { tcp-client: { to: server, count: 2 } }',
  'steps:',
  '  - start: server',
  '  - connect: crowd#1',
]

const run = (lines: readonly string[]) =>
  runFile(path.join(folderWith({ 'it.yaml': `${lines.join('\n')}\n` }), 'it.yaml'))
const ran = (...steps: string[]) => run([...head, ...steps])

describe('a connection that only the run knows', () => {
  test('the newest one, as it is when the step begins', async () => {
    const result = await ran(
      '  - send: { server#latest: one }',
      '  - connect: crowd#2',
      '  - send: { server#latest: two }',
      '  - expect: { crowd#1: one, crowd#2: two }',
      '  - exit: crowd',
    )
    expect(result.failure).toBeUndefined()
    expect(result.transcript?.rows.filter(({ mark }) => mark === '>').map(({ text }) => text)).toEqual([
      '#1: one',
      '#2: two',
    ])
  })

  test('the newest one behind a proxy, which hands it on later', async () => {
    const behind = [...head.slice(0, 3), '  wire: { proxy: server }', ...head.slice(3)].map((line) =>
      line.replace('to: server', 'to: wire').replace('start: server', 'start: [server, wire]'),
    )
    const result = await run([
      ...behind,
      '  - send: { server#latest: one }',
      '  - connect: crowd#2',
      '  - send: { server#latest: two }',
      '  - expect: { crowd#1: one, crowd#2: two }',
      '  - exit: crowd',
    ])
    expect(result.failure).toBeUndefined()
  })

  test('an instance beyond the group is a failure, and not a step that does nothing', async () => {
    const result = await ran('  - connect: crowd#2', '  - let: { other: "1 + 2" }', '  - send: { "crowd#${other}": x }')
    expect(result.failure).toMatchObject({ code: 'unknown-connection', message: 'there is no “crowd#3”' })
  })

  test('a name that is no actor', async () => {
    const result = await ran(
      '  - connect: crowd#2',
      '  - let: { who: "upper(\'x\')" }',
      '  - send: { "server#${who}": x }',
    )
    expect(result.failure).toMatchObject({ code: 'unknown-connection', message: 'there is no “server#X”' })
  })

  test('an instance of a group by its number, among the connections of a server', async () => {
    const result = await ran(
      '  - connect: crowd#2',
      '  - repeat: { times: 2, steps: [{ send: { "server#crowd#${n}": "number ${n}" } }] }',
      '  - expect: { crowd#1: number 1, crowd#2: number 2 }',
      '  - exit: crowd',
    )
    expect(result.failure).toBeUndefined()
  })
})
