import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { failurePrinted, runFile } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

/** Lines of which each is another, more than one read takes, and a secret in some of them. */
const output = Array.from(
  { length: 60_000 },
  (_, index) => `line ${index}${index % 1000 === 0 ? ' hunter22' : ''}\n`,
).join('')

/** A client of a program that sends the lines; its memory for what it reads is used again with each read. */
const scenario = (...steps: string[]): string => `scenario: much
limits: { step: 10s }
vars: { token: { value: hunter22, secret: true } }
actors:
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}\n`).join('')}`

async function received(...steps: string[]): Promise<{ failure: string; bytes: string }> {
  const folder = folderWith({ 'it.yaml': scenario(...steps), 'lines.txt': output })
  const recordTo = join(folder, 'it.jsonl')
  const result = await runFile(join(folder, 'it.yaml'), { recordTo })
  const bytes = readFileSync(recordTo, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ lane, received: piece }) => lane === 'client' && piece !== undefined)
    .map(({ received: piece }) => textOf(piece, `${recordTo}.bytes`))
  return { failure: failurePrinted(result), bytes: bytes.join('') }
}

function textOf(piece: string | { base64?: string; from: number; length: number }, beside: string): string {
  if (typeof piece === 'string') return piece
  if (piece.base64 !== undefined) return Buffer.from(piece.base64, 'base64').toString('latin1')
  return readFileSync(beside).toString('latin1', piece.from, piece.from + piece.length)
}

const shown = output.replaceAll('hunter22', '<secret.token>')

test.each([
  ['while a step waits for the last line', ['send: { server: { file: lines.txt } }', 'expect: { client: line 59999 }']],
  [
    'while no step waits',
    [
      'send: { server: { file: lines.txt } }',
      'check: { client: { bytesRead: 649430 } }',
      'expect: { client: line 17 }',
      'expect: { client: [line 18, line 31999, "/^line 32000 /", line 59999] }',
    ],
  ],
  [
    'where reading pauses in between',
    [
      'pause: { client: { after: { bytes: 100001 } } }',
      'send: { server: { file: lines.txt } }',
      'expect: { client: line 7000 }',
      'resume: client',
      'expect: { client: line 59999 }',
    ],
  ],
])('large pieces are what was sent, %s', async (_, steps) => {
  const { failure, bytes } = await received(...steps)
  expect(failure).toBe('')
  expect(bytes === shown).toBe(true)
})
