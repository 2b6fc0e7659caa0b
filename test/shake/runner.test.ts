import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Shaken } from '../../src/model/shake.ts'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

/** A server of lines, whose handler of what comes is `data`. */
const serverOf = (data: string): string => `import net from 'node:net'
net.createServer((socket) => {
  let rest = ''
  let bytes = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (data) => { ${data} })
}).listen(process.argv[2], function () { console.log('port ' + (this.address().port ?? '')) })
`

const lines = `for (let at; (at = rest.indexOf('\\n')) >= 0; rest = rest.slice(at + 1)) socket.write('got ' + rest.slice(0, at) + '\\n')`
const right = `bytes = Buffer.concat([bytes, data]); const end = bytes.lastIndexOf(10) + 1; rest = bytes.subarray(0, end).toString(); bytes = bytes.subarray(end); ${lines}`

const mistakes = {
  'a piece is a message': `socket.write('got ' + String(data).trimEnd() + '\\n')`,
  'each piece is decoded by itself': `rest += data.toString(); ${lines}`,
  'what follows the first line is lost': `rest += data.toString('utf8'); const at = rest.indexOf('\\n'); if (at < 0) return; socket.write('got ' + rest.slice(0, at) + '\\n'); rest = ''`,
}

const talk = (listens: string, to: string): string => `scenario: A talk
actors:
  server: { program: { run: [node, "\${dir}/../server.mjs", ${listens}], ready: ${to === 'server' ? "'/port (?<port>\\d+)/'" : '/port/'} } }
  client: { tcp-client: ${to} }
steps:
  - start: server
  - connect: client
  - send: { client: { text: "grüße\\n" } }
  - expect: { client: got grüße }
  - send: { client: { text: "one\\ntwo\\n" } }
  - expect: { client: got one }
  - close: client
`

const folderFor = (data: string): string =>
  folderWith({ 'server.mjs': serverOf(data), 'scenarios/talk.yaml': talk('"0"', 'server') })

interface Document {
  readonly scenarios: readonly {
    readonly shaken: Shaken
    readonly problem: { readonly code: string; readonly message: string }
  }[]
}

async function shaken(folder: string, ...flags: string[]): Promise<{ code: number; shaken: Shaken; message: string }> {
  const { code, out, err } = await scenario(folder, ['shake', '--seed', '1', '--reporter', 'json', ...flags])
  expect(err).toBe('')
  const [only] = (JSON.parse(out) as Document).scenarios
  return { code, shaken: only!.shaken, message: only!.problem?.message ?? '' }
}

describe('programs with a planted mistake', () => {
  test('one that takes a piece for a message is found, shrunk to a cut, and written as a scenario', async () => {
    const folder = folderFor(mistakes['a piece is a message'])
    // Its own two lines in one piece are one message to it.
    fs.writeFileSync(
      path.join(folder, 'scenarios/talk.yaml'),
      talk('"0"', 'server').replace(/ {2}- send: .*one[^]*?- close/, '  - close'),
    )
    const found = await shaken(folder, '--write', 'talk-cut')
    expect(found.code).toBe(1)
    expect(found.message).toMatch(/^fails when what “server” receives is cut after byte \d of 8: “gr/)
    expect(found.shaken.plan?.faults).toMatchObject([{ actor: 'server', connection: 1, direction: 'up' }])
    expect(found.shaken.plan?.faults[0]?.cuts).toHaveLength(1)
    expect(await scenario(folder, ['run', 'talk-cut', '--no-ci', '--timeout-scale', '0.3'])).toMatchObject({ code: 1 })
  })

  test('one that decodes each piece by itself is found where a character is cut', async () => {
    const { code, message } = await shaken(folderFor(mistakes['each piece is decoded by itself']))
    expect(code).toBe(1)
    expect(message).toMatch(
      /^fails when what “server” receives is cut after byte [36] of 16: “gr(?:\\xc3│\\xbc|ü\\xc3│\\x9f)/,
    )
  })

  test('one that loses the second of two lines in one piece fails by itself, and is not shaken', async () => {
    const folder = folderFor(mistakes['what follows the first line is lost'])
    fs.writeFileSync(
      path.join(folder, 'scenarios/talk.yaml'),
      talk('"0"', 'server').replace('got one }', '[got one, got two] }'),
    )
    expect(await scenario(folder, ['shake', '--timeout-scale', '0.2'])).toMatchObject({ code: 1 })
  })

  test('a correct one passes, over TCP and over a Unix socket', async () => {
    const folder = folderFor(right)
    const overPath = talk('"${tmp}/server.sock"', '{ path: "${tmp}/server.sock" }')
    fs.writeFileSync(path.join(folder, 'scenarios/path.yaml'), overPath)
    const { code, out } = await scenario(folder, ['shake', '--seed', '2', '--runs', '20'])
    expect(out).toContain('20 runs shaken, seed 2: the same each time')
    expect(code).toBe(0)
  })
})
