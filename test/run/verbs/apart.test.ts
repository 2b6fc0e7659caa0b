import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { failurePrinted, runText } from '../../scenarios/house.ts'

const pair = (server: string, ...steps: string[]): string => `scenario: apart
limits: { step: 1s }
actors:
  server: ${server}
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}\n`).join('')}`

const apart = (messages: string): string => `{ send: { client: ${messages} }, apart: true }`

test('an actor of ours has read each message before the next is written', async () => {
  const steps = [
    'pause: server',
    'send: { client: { text: "before " } }',
    'resume: server',
    apart('{ text: x, times: 500 }'),
    'check: { server#1: { bytesRead: 507 } }',
    'close: client',
  ]
  const recordTo = join(mkdtempSync(join(tmpdir(), 'sc-')), 'it.jsonl')
  onTestFinished(() => rmSync(dirname(recordTo), { recursive: true }))
  const result = await runText(pair('tcp-server', ...steps), { recordTo })
  expect(failurePrinted(result)).toBe('')
  const lines = readFileSync(recordTo, 'utf8').split('\n')
  // Each chunk that came is an event of the recording.
  expect(lines.filter((line) => line.includes('"lane":"server#1","received"'))).toHaveLength(501)
})

test.each([
  [
    'a receiver that a step has paused',
    pair('tcp-server', 'pause: server', apart('[one, two]')),
    /is not read by “server#1”, which is paused/,
  ],
  [
    'one that reads nothing from the start',
    pair('{ tcp-server: { pauseOnConnect: true } }', apart('one')),
    /is not read by “server#1”, which is paused/,
  ],
  [
    'a program that does not read',
    pair(
      `{ program: { run: [node, -e, "require('net').createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })"], ready: '/port (?<port>\\d+)/' } }`,
      apart('[one, two]'),
    ),
    /is not read by its receiver/,
  ],
])('%s fails the step', async (_, scenario, message) => {
  const { failure } = await runText(scenario)
  expect(failure).toMatchObject({ code: 'step-failed', message: expect.stringMatching(message) })
})
