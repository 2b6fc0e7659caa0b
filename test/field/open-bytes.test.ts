import { expect, test } from 'vitest'
import { rowsOf, runText } from '../scenarios/house.ts'

/** Bytes that differ from run to run, which a peer has chosen, and what is made of them. */
const rows = async (
  bytes: string,
  actors: readonly string[],
  steps: readonly string[],
  top = '',
): Promise<string[]> => {
  const result = await runText(
    [
      'scenario: open bytes',
      ...(top === '' ? [] : [top]),
      'actors:',
      ...actors.map((actor) => `  ${actor}`),
      'steps:',
      '  - start: server',
      '  - connect: client',
      `  - send: { client: { bytes: "${bytes}" } }`,
      ...steps.map((step) => `  - ${step}`),
      '  - close: client',
      '',
    ].join('\n'),
  )
  expect(result.failure?.message).toBeUndefined()
  expect(result.warnings).toEqual([])
  return rowsOf(result).filter((row) => !row.includes('*') && !row.startsWith('client >'))
}

/** As different as bytes can be: ASCII, line ends, one character of two bytes, none at all. */
const chosen = ['41 42', '0a 0d', 'c3 a4', 'ff fe', '3f 3f', '5c 3c']

const raw = ['server: { udp: { messages: binary } }', 'client: { udp: { to: server, messages: binary } }']
const tcp = ['server: { tcp-server: { framing: raw } }', 'client: { tcp-client: { to: server, framing: raw } }']
const taken = 'expect: { server: { bytes: "(?<id> ?? ??) 01 (?<code> 02)" } }'

test.each([
  ['bytes', raw, 'send: { server: { bytes: "81 ${id} ${code}" } }', 'server > 81 ?? ?? 02  ....'],
  ['bytes over TCP', tcp, 'send: { server: { bytes: "81 ${id} ${code}" } }', 'server#1 > 81 ?? ?? 02  ....'],
  ['a text', raw, 'send: { server: { text: "you are ${id}!" } }', 'server > you are ????!'],
  ['a line', tcp, 'send: { server: "you are ${id}!" }', 'server#1 > you are ????!'],
])('a step sends %s with bytes that were left open', async (_, actors, send, row) => {
  const lane = row.slice(0, row.indexOf(' '))
  const step = taken.replace('server:', `${lane}:`)
  for (const id of chosen)
    expect((await rows(`${id} 01 02`, actors, [step, send])).slice(0, 2)).toEqual([`${lane} | ?? ?? 01 02  ....`, row])
})

test('a note shows them as a text does', async () => {
  for (const id of chosen)
    expect(await rows(`${id} 01 02`, raw, [taken, 'note: "id ${id}, code ${code}"'])).toContain(
      String.raw` # id ????, code \x02`,
    )
})

test('they are expected again', async () => {
  const again = 'send: { client: { bytes: "ff ${id} 03" } }'
  const steps = [taken, again, 'expect: { server: { bytes: "(?<first> ??) ${id} 03", as: whole } }']
  const send = 'send: { server: { bytes: "00 ${whole}" } }'
  for (const id of chosen)
    expect((await rows(`${id} 01 02`, raw, [...steps, send])).slice(1, 3)).toEqual([
      'server | ?? ?? ?? 03  ....',
      'server > 00 ?? ?? ?? 03  .....',
    ])
})

test('a mask that names them counts more, where it holds', async () => {
  const send = 'send: { server: { bytes: "81 ${id}" } }'
  expect(await rows('41 42 01 02', raw, [taken, send], 'mask: id')).toContain('server > 81 <id>  ..')
  const beside = [taken, `{ ${send}, mask: id }`, send]
  expect((await rows('41 42 01 02', raw, beside)).slice(1, 3)).toEqual([
    'server > 81 <id>  ..',
    'server > 81 ?? ??  ...',
  ])
})

test.each([
  ['bytes', '{ bytes: "81 ${id} ${code}" }', '81 ?? ?? 02  ....'],
  ['a text', '{ text: "you are ${id}!" }', 'you are ????!'],
  ['a line', '"you are ${id}!"', 'you are ????!'],
])('a rule answers with %s', async (_, reply, row) => {
  const rule = `[{ when: { bytes: "(?<id> ?? ??) 01 (?<code> 02)" }, reply: ${reply} }]`
  const [, client = ''] = raw
  const actors = [`server: { udp: { messages: binary, rules: ${rule} } }`, client]
  for (const id of chosen)
    expect((await rows(`${id} 01 02`, actors, ['expect: { server: { bytes: "?? ?? 01 02" } }']))[1]).toBe(
      `server > ${row}`,
    )
})
