import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { check } from '../../src/pipeline.ts'
import { runText, servicesAt } from '../scenarios/house.ts'

/** Both ends speak these; the server says yes to the first of its own. */
const scenario = (server: string, client: string) =>
  [
    'scenario: subprotocols',
    'vars: { chat: chat.v1, space: a b }',
    'actors:',
    `  server: { websocket-server: { protocols: ${server} } }`,
    `  client: { websocket-client: { to: server, protocols: ${client} } }`,
    'steps:',
    '  - start: server',
    '  - connect: client',
    '  - close: client',
    '  - expect: { server#1: { event: close } }',
    '',
  ].join('\n')

async function problemsOf(text: string): Promise<string[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'subprotocols-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'scenario.yaml')
  fs.writeFileSync(file, text)
  const { problems } = await check(file, servicesAt(folder))
  return problems.map(({ code, message, span }) => `${code} at ${text.slice(span?.start, span?.end)}: ${message}`)
}

const noToken = "expected a name of ASCII letters, digits and !#$%&'*+-.^_`|~ alone"

test.each([
  ['[c溚hat.v1, chat]', 'c溚hat.v1', `“protocols” is “c溚hat.v1”: ${noToken}`],
  ['c溚hat', 'c溚hat', `“protocols” is “c溚hat”: ${noToken}`],
  ["'chat, echo'", "'chat, echo'", `“protocols” is “chat, echo”: ${noToken}`],
  ['[chat, "", echo]', '""', `“protocols” is “”: ${noToken}`],
  ['[chat, echo, Chat, echo]', 'echo', '“protocols” is “echo”: expected each name once'],
])('no WebSocket speaks %s', async (protocols, at, message) => {
  const expected = [`invalid-value at ${at}: ${message}`]
  expect(await problemsOf(scenario('chat', protocols))).toEqual(expected)
  expect(await problemsOf(scenario(protocols, 'chat'))).toEqual(expected)
})

test("every token can be spoken, and a variable's value too", async () => {
  const tokens = '["!#$%&\'*+-.^_`|~", chat.v1, Chat.v1, "${chat}2"]'
  expect(await problemsOf(scenario(tokens, tokens))).toEqual([])
  expect((await runText(scenario(tokens, tokens))).failure).toBeUndefined()
})

test.each(['["${chat}", chat.v1]', '["${space}"]', '"${space}"'])(
  '%s is refused when its value is known',
  async (names) => {
    for (const text of [scenario('chat.v1', names), scenario(names, 'chat.v1')]) {
      const { failure } = await runText(text)
      expect(failure?.code).toBe('invalid-value')
      expect(text.slice(failure?.span?.start, failure?.span?.end)).toMatch(/^"\$\{\w+\}"$|^chat\.v1$/)
    }
  },
)
