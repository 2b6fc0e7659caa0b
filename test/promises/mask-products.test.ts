import { describe, expect, test } from 'vitest'
import { builtInMasks, type BuiltInMask } from '../../src/model/words.ts'
import { rowsOf, runText } from '../scenarios/house.ts'

/** Of each mask two texts that it finds, as two runs may have them: of different lengths where there are such. */
const found: Readonly<Record<BuiltInMask, readonly [string, string]>> = {
  'iso-time': ['2026-11-22T18:25:37.123Z', '2027-01-02 03:04'],
  'http-date': ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT'],
  uuid: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  duration: ['12ms', '1h 2m 3s'],
  size: ['4096 bytes', '1.5 MiB'],
  path: ['/var/lib/app/data.db', '/srv/x'],
  address: ['192.0.2.17', '2001:db8::1'],
  fingerprint: ['SHA256:' + 'aB3/'.repeat(10) + 'xyz', '0123456789abcdef'.repeat(4)],
}

/** Every kind of row that a text of a peer, a program or the scenario may stand in. */
const scenario = (mask: BuiltInMask, value: string): string => {
  const said = (before: string): string => JSON.stringify(`${before} ${value} there`)
  return [
    'scenario: products',
    `mask: ${mask}`,
    'actors:',
    `  server: { tcp-server: { rules: [{ when: ask, reply: ${said('rule')} }] } }`,
    '  client: { tcp-client: server }',
    '  raw: { tcp-server: { framing: raw } }',
    '  taker: { tcp-client: { to: raw, framing: raw } }',
    '  web: websocket-server',
    '  page: { websocket-client: web }',
    `  leaver: { program: [node, -e, "console.error(process.argv[1]); process.exitCode = 3", ${said('err')}] }`,
    `  screen: { program: { run: [node, -e, "console.log(process.argv[1])", ${said('block')}], pty: true } }`,
    'steps:',
    '  - start: [server, raw, web]',
    '  - connect: [client, taker, page]',
    `  - send: { server: [${said('text')}, { json: { at: ${said('json')} } }] }`,
    '  - send: { client: ask }',
    '  - expect: { client: [text, { json: {} }, rule] }',
    `  - send: { raw: { bytes: "${Buffer.from(`\0${value}\0`).toString('hex')}" } }`,
    '  - expect: { taker: { bytes: "00" } }',
    `  - note: ${said('note')}`,
    `  - close-with: { page: { code: 4000, reason: ${said('event')} } }`,
    '  - expect: { web: { event: close }, page: { event: close } }',
    '  - start: [leaver, screen]',
    '  - expect: { leaver: [{ text: err, stream: stderr }, { exit: 3 }], screen: { exit: 0 } }',
    '  - screen: screen',
    '  - exit: [client, taker]',
    '',
  ].join('\n')
}

async function rowsFor(mask: BuiltInMask, value: string): Promise<readonly string[]> {
  const result = await runText(scenario(mask, value))
  expect(result.failure?.message).toBeUndefined()
  expect(result.warnings).toEqual([])
  return rowsOf(result)
}

describe.each(builtInMasks)('the mask %s', (mask) => {
  test('renames the same in a row of every kind, whatever it finds there', async () => {
    const [one, other] = found[mask]
    const rows = await rowsFor(mask, one)
    expect(await rowsFor(mask, other)).toEqual(rows)
    expect(rows.filter((row) => row.includes(one))).toEqual([])
    const numbered = rows.some((row) => row.includes(`<${mask} 1>`))
    const name = numbered ? `<${mask} 1>` : `<${mask}>`
    expect(rows).toEqual(
      expect.arrayContaining([
        `server#1 > text ${name} there`,
        `client | text ${name} there`,
        `server#1 > {"at":"json ${name} there"}`,
        `client | {"at":"json ${name} there"}`,
        `server#1 > rule ${name} there`,
        `client | rule ${name} there`,
        `raw#1 > 00 ${name} 00  ...`,
        ` # note ${name} there`,
        `leaver ! err ${name} there`,
        'leaver * exited 3',
        `page * closing with 4000: event ${name} there`,
        `web#1 * closed with 4000: event ${name} there`,
        `screen = block ${name} there`,
      ]),
    )
  })
})
