import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

test('a recording has each verb as its author writes it, also that of a kind', async () => {
  const recordTo = path.join(folderWith({}), 'it.jsonl')
  const { status } = await runText(
    `scenario: verbs
actors: { server: echo-server, wire: { proxy: server }, client: { tcp-client: wire } }
steps:
  - start: [server, wire]
  - fault: { wire: { latency: 1ms } }
  - connect: client
  - expect: { client: Hello }
`,
    { recordTo },
  )
  expect(status).toBe('passed')
  const events = fs
    .readFileSync(recordTo, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(events.flatMap(({ verb, step }) => (step === undefined || verb === undefined ? [] : [verb]))).toEqual([
    'start',
    'fault',
    'connect',
    'expect',
  ])
})
