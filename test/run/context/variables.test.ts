import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

/** A client sends these two bytes; the server takes them, and sends them back in three ways. */
const echoed = (hex: string) =>
  [
    'scenario: two bytes',
    'mask: [id]',
    'actors:',
    '  server: { tcp-server: { framing: raw } }',
    '  client: { tcp-client: { to: server, framing: raw } }',
    'steps:',
    '  - start: server',
    '  - connect: client',
    `  - send: { client: { bytes: "${hex} 21" } }`,
    '  - expect: { server: [{ take: 2, as: id }, { take: "!" }] }',
    '  - let: { digits: "hex(${id})" }',
    '  - send: { server: { bytes: "01 ${id} 02" } }',
    '  - send: { server: { text: "${id}" } }',
    '  - send: { server: { bytes: "${digits}" } }',
    `  - expect: { client: [{ bytes: "01 \${id} 02" }, { bytes: "\${id}" }, { bytes: "${hex}" }] }`,
    '  - exit: client',
    '',
  ].join('\n')

describe('captured bytes come back as they were', () => {
  test.each(['41 42', '31 32', 'be ef', 'ff fe', '00 01', '0a 0d', 'c3 a9', 'ef bf', 'ed b2', '5c 3c'])(
    '%s',
    async (hex) => {
      const folder = folderWith({})
      const recordTo = path.join(folder, 'it.jsonl')
      const result = await runText(echoed(hex), { recordTo })
      expect(result.failure).toBeUndefined()
      const rows = result.transcript?.rows.map(({ lane, mark, text }) => `${lane} ${mark} ${text}`) ?? []
      // The client's lane has the bytes as it sends and gets them; the server's row of them is one name.
      expect(rows).toContain('server#1 ~ <id>')
      expect(rows).toContain('server#1 > 01 <id> 02  ...')
      expect(rows).toContain('server#1 > <id>')
      const sent = fs
        .readFileSync(recordTo, 'utf8')
        .split('\n')
        .filter((line) => line.includes('"sent"') && line.includes('server#1'))
        .map((line) => bytesOf((JSON.parse(line) as { sent: string | { base64: string } }).sent))
      const compact = hex.replaceAll(' ', '')
      expect(sent).toEqual([`01${compact}02`, compact, compact])
    },
  )
})

const bytesOf = (value: string | { base64: string }): string =>
  Buffer.from(typeof value === 'string' ? value : value.base64, typeof value === 'string' ? 'utf8' : 'base64').toString(
    'hex',
  )

test('bytes that are not UTF-8 cannot be an argument of a program, and the message says so', async () => {
  const result = await runText(
    [
      'scenario: not text',
      'actors:',
      '  server: { tcp-server: { framing: raw } }',
      '  client: { tcp-client: { to: server, framing: raw } }',
      '  late: { program: [node, -e, "", "${id}"] }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      '  - send: { client: { bytes: "ff fe" } }',
      '  - expect: { server: { take: 2, as: id } }',
      '  - start: late',
      '',
    ].join('\n'),
  )
  expect(result.failure).toMatchObject({
    code: 'invalid-value',
    message: '“${id}” holds bytes that are not UTF-8, and only text can stand here: “\\xff\\xfe”',
  })
})

test('a regex captures bytes that are not UTF-8, and a prompt does', async () => {
  const result = await runText(
    [
      'scenario: captured by patterns',
      'actors:',
      '  server: tcp-server',
      '  client: { tcp-client: server }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      '  - send: { client: { bytes: "6e 61 6d 65 20 e9 74 e9 0a 77 68 6f 20 e9 3f" } }',
      "  - expect: { server: [ '/^name (?<name>.*)$/', { prompt: '/^who (?<who>.)\\?/' } ] }",
      '  - send: { server: "${name}${who}" }',
      '  - expect: { client: { bytes: "e9 74 e9 e9 0a" } }',
      '  - exit: client',
      '',
    ].join('\n'),
  )
  expect(result.failure).toBeUndefined()
})
