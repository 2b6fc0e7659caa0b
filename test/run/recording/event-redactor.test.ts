import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Event, RawRow } from '../../../src/model/event.ts'
import { EventRedactor } from '../../../src/run/recording/event-redactor.ts'
import { Redactor } from '../../../src/text/redactor.ts'
import { failurePrinted, runText } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

const secret = 'aab-t0p"s3cret'

/** The bytes of a stream in these pieces, as they are recorded. */
function recorded(pieces: readonly string[]): string {
  const redactor = new EventRedactor(new Redactor([{ name: 'token', value: secret }]))
  const events = pieces.map((piece): Event => ({
    type: 'received',
    at: 0,
    lane: 'client',
    bytes: Buffer.from(piece, 'latin1'),
  }))
  const shown = [...events.map((event) => redactor.over(event)), ...redactor.rest()]
  return shown.map((event) => (event?.type === 'received' ? Buffer.from(event.bytes).toString('latin1') : '')).join('')
}

describe('a secret in a recording', () => {
  test('is hidden wherever it is cut in two, or in all its bytes', () => {
    const text = `before aa${secret} after`
    for (let at = 0; at <= text.length; at++)
      expect(recorded([text.slice(0, at), text.slice(at)])).toBe('before aa<secret.token> after')
    expect(recorded([...text])).toBe('before aa<secret.token> after')
  })

  test('is hidden wherever it is cut where a program has coloured a part of it', () => {
    const coloured = 'before aab-\u001b[1mt0p\u001b[0m"s3cret after'
    for (let at = 0; at <= coloured.length; at++)
      expect(recorded([coloured.slice(0, at), coloured.slice(at)])).toBe(
        'before <secret.token>\u001b[1m\u001b[0m after',
      )
    expect(recorded([...coloured])).toBe('before <secret.token>\u001b[1m\u001b[0m after')
  })

  test('its beginning alone is no secret and is not lost', () => {
    expect(recorded(['the beginning aab-', 't0p and no more'])).toBe('the beginning aab-t0p and no more')
    expect(recorded(['ends with aab-t0p'])).toBe('ends with aab-t0p')
  })

  test('has nothing of terminals, where anything may stand between two of its characters', () => {
    const events: readonly Event[] = [
      { type: 'terminal-size', at: 0, lane: 'client', columns: 80, rows: 24 },
      { type: 'terminal', at: 1, lane: 'client', bytes: Buffer.from([...secret].join('\u001b[m')) },
    ]
    const over = (redactor: Redactor) => events.flatMap((event) => new EventRedactor(redactor).over(event) ?? [])
    expect(over(new Redactor([{ name: 'token', value: secret }]))).toEqual([])
    expect(over(new Redactor())).toEqual(events)
  })

  test('streams do not mix', () => {
    const redactor = new EventRedactor(new Redactor([{ name: 'token', value: secret }]))
    const received = (lane: string, text: string): Event => ({
      type: 'received',
      at: 0,
      lane,
      bytes: Buffer.from(text),
    })
    expect(redactor.over(received('one', secret.slice(0, 5)))).toBeUndefined()
    expect(redactor.over(received('two', 'x'))).toMatchObject({ bytes: Buffer.from('x') })
    expect(redactor.over(received('one', secret.slice(5)))).toMatchObject({ bytes: Buffer.from('<secret.token>') })
  })
})

const scenario = [
  'scenario: a secret',
  `vars: { token: { value: '${secret}', secret: true } }`,
  'actors:',
  '  server: tcp-server',
  '  client: { tcp-client: server }',
  'steps:',
  '  - start: server',
  '  - connect: client',
  '  - send: { client: "token ${token}" }',
  `  - expect: { server: '/token (?<seen>.+)/' }`,
  `  - send: { server: { text: '${secret.slice(0, 6)}' } }`,
  '  - expect: { client: { take: 6 } }',
  `  - send: { server: { text: '${secret.slice(6)} and ' } }`,
  '  - send: { client: { bytes: "00 ff" } }',
  '  - send: { client: "${seen}" }',
  '  - expect: { server: { take: 2 } }',
  '  - expect: { server: { text: "not ${token}" } }',
  '    within: 50ms',
  '',
].join('\n')

test('stands in no recording, transcript, report or live row of a run, passed or failed', async () => {
  const folder = folderWith({})
  const recordTo = path.join(folder, 'it.jsonl')
  const live: RawRow[] = []
  const result = await runText(scenario, { recordTo, onRow: (row) => live.push(row) })
  expect(result).toMatchObject({ status: 'failed', failure: { wanted: expect.stringContaining('<secret.token>') } })
  const recording = fs.readFileSync(recordTo, 'utf8')
  const received = recording
    .split('\n')
    .filter((line) => line.includes('"heard"') || line.includes('"sent"'))
    .map((line) => JSON.parse(line) as { lane: string; received?: unknown; sent?: unknown })
  for (const lane of ['client', 'server#1'])
    for (const side of ['received', 'sent'] as const) {
      const bytes = received.filter((event) => event.lane === lane).map((event) => text(event[side]))
      expect(bytes.join('')).not.toContain(secret)
    }
  expect(recording).toContain('<secret.token>')
  expect(recording).not.toContain(JSON.stringify(secret).slice(1, -1))
  for (const shown of [result.transcript, live, result.failure, result.warnings])
    expect(JSON.stringify(shown)).not.toContain(JSON.stringify(secret).slice(1, -1))
  expect(failurePrinted(result)).not.toContain(secret)
})

function text(value: unknown): string {
  if (typeof value === 'string') return value
  const { base64 } = (value ?? {}) as { base64?: string }
  return base64 === undefined ? '' : Buffer.from(base64, 'base64').toString('latin1')
}

test('the wrong one of two secrets is another text, and so is one that only looks hidden', async () => {
  const sending = (text: string) =>
    runText(
      [
        'scenario: which token',
        'vars: { right: { value: right-one, secret: true }, wrong: { value: wrong-one, secret: true } }',
        'actors: { server: tcp-server, client: { tcp-client: server } }',
        'steps:',
        '  - start: server',
        '  - connect: client',
        `  - send: { client: "token ${text}" }`,
        '  - expect: { server: token }',
        '  - exit: client',
        '',
      ].join('\n'),
    )
  const rows = await Promise.all(
    ['${right}', '${wrong}', '<secret.right>', '<secret>'].map(
      async (text) => (await sending(text)).transcript?.rows.find(({ mark }) => mark === '>')?.text,
    ),
  )
  expect(rows).toEqual(['token <secret.right>', 'token <secret.wrong>', 'token \\<secret.right>', 'token <secret>'])
})
