import path from 'node:path'
import { expect, test } from 'vitest'
import { check, run } from '../../../src/pipeline.ts'
import { connectedPair } from '../../scenarios/pair.ts'
import { hostFor, rowsOf, servicesAt } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

const checked = (text: string, files: Record<string, string> = {}) => {
  const folder = folderWith({ 'it.yaml': text, ...files })
  return check(path.join(folder, 'it.yaml'), servicesAt(folder))
}
const problemsOf = async (steps: string, top = '') => {
  const text = `${connectedPair()}${steps}\n${top}\n`
  const { problems } = await checked(text)
  return problems.map(({ code, message, hint, span }) => ({
    at: `${code} at ${text.slice(span?.start, span?.end)}`,
    message,
    hint,
  }))
}
const leave = '  - exit: client'

test.each([
  ['another name', 'lane: srver', 'unknown-actor at srver', 'did you mean “server”?'],
  ['another of a list', 'lane: [server, clint]', 'unknown-actor at clint', 'did you mean “client”?'],
  [
    'a connection by its client',
    'lane: server#client',
    'unknown-connection at server#client',
    'write “server” for all of its lanes, or one by its number: server#1',
  ],
  ['a lane that a client has not', 'lane: client#2', 'unknown-connection at client#2', 'write “client”'],
  ['the word that forbid has', 'on: server', 'unknown-key at on', 'did you mean “lane”?'],
])('a lane of a mask: %s', async (_, lane, at, hint) => {
  expect(await problemsOf(leave, `mask: { match: /x/, as: <x>, ${lane} }`)).toMatchObject([{ at, hint }])
  expect(await problemsOf(`${leave}\n    mask: { match: /x/, as: <x>, ${lane} }`)).toMatchObject([{ at, hint }])
})

test('lanes that are there', async () => {
  const top = 'mask: [{ match: /x/, as: <x>, lane: [server, server#2, client] }]'
  expect(await problemsOf(leave, top)).toEqual([])
})

test('a mask beside a step: where it can stand, and what it may name', async () => {
  const send = '  - send: { client: x }\n'
  expect(await problemsOf(`${send}    mask: [uuid, id]\n  - expect: { server: '/(?<id>x)/' }\n${leave}`)).toEqual([])
  expect(
    await problemsOf(
      `${send}    mask: { match: "x\${id}", as: <x> }\n  - expect: { server: { text: x, as: id } }\n${leave}`,
    ),
  ).toEqual([])
  expect(await problemsOf(`  - close: client\n    mask: uid`)).toMatchObject([
    { at: 'unknown-mask at uid', hint: 'did you mean “uuid”?' },
  ])
  expect(await problemsOf(`  - repeat: { times: 2, steps: [{ note: x }] }\n    mask: uuid\n${leave}`)).toMatchObject([
    { at: 'unknown-key at mask', hint: 'put it beside the steps inside, or at the top' },
  ])
  expect(await problemsOf(`${send}  - expect: { server: { text: x, mask: uuid } }\n${leave}`)).toMatchObject([
    { at: 'unknown-key at mask', message: '“mask” belongs to the whole step, not to one expectation' },
  ])
})

test('a file of steps that is included twice brings its masks once', async () => {
  const part = "- send: { client: 'id 7 8' }\n- expect: { server: id }\n  mask: { match: '/id (\\d+)/', as: <id> }\n"
  const include = '  - include: part.yaml'
  const scenario = await checked(`${connectedPair()}${include}\n${include}\n${leave}\n`, { 'part.yaml': part })
  expect(scenario.problems).toEqual([])
  const result = await run(scenario, hostFor(), servicesAt('/'))
  expect(result.warnings).toEqual([])
  expect(rowsOf(result).filter((text) => text.includes('id'))).toEqual([
    'client > id 7 8',
    'server#1 | id <id> 8',
    'client > id 7 8',
    'server#1 | id <id> 8',
  ])
})
