// A person who types into a scenario of 1,000 lines, and asks the language server after every key.
//   node editor.mjs [--keys N]      by itself: a table of what each question takes, as in docs/performance.md
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js'
import { env, here, project, tool } from './environment.mjs'

/** A conversation of this many lines, with a capture in every fifth exchange. */
function conversation(lines) {
  const head = [
    'scenario: A long one',
    'vars: { greeting: hello }',
    'actors:',
    '  server: echo-server',
    '  client: { tcp-client: server }',
    'steps:',
    '  - start: server',
    '  - connect: client',
  ]
  const exchanges = Array.from({ length: Math.floor((lines - head.length - 1) / 2) }, (_, at) => [
    `  - send: { client: "\${greeting} ${at}" }`,
    at % 5 === 0 ? `  - expect: { client: '/(?<word${at % 50}>\\w+) ${at}/' }` : `  - expect: { client: hello ${at} }`,
  ])
  return `${[...head, ...exchanges.flat(), '  - exit: client'].join('\n')}\n`
}

/** Milliseconds that each question took, by its name; the first one after the file is opened is apart. */
export async function typed(command, { keys = 200, lines = 1000 } = {}) {
  const text = conversation(lines)
  const cwd = project('editor', { 'long.yaml': text })
  const file = join(cwd, 'scenarios', 'long.yaml')
  writeFileSync(file, text)
  const child = spawn(process.execPath, command, { cwd, env, stdio: ['pipe', 'pipe', 'inherit'] })
  const server = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  let marked = () => undefined
  server.onNotification('textDocument/publishDiagnostics', () => marked())
  server.onRequest(() => null)
  server.listen()
  const uri = pathToFileURL(file).href
  const workspaceFolders = [{ name: 'x', uri: pathToFileURL(cwd).href }]
  await server.sendRequest('initialize', { processId: process.pid, workspaceFolders, rootUri: null, capabilities: {} })
  await server.sendNotification('initialized', {})
  const took = { 'first completion': [], completion: [], hover: [], definition: [], rename: [], diagnostics: [] }
  const timed = async (name, work) => {
    const began = performance.now()
    await work()
    took[name].push(performance.now() - began)
  }
  const at = Math.floor(lines / 2)
  const position = { line: at, character: 13 }
  const asking = (method, more = {}) =>
    server.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position, ...more })
  await timed('first completion', async () => {
    await server.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    })
    await asking('completion')
  })
  const change = (version, range, typedText) =>
    server.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text: typedText }],
    })
  for (let key = 0; key < keys; key += 1) {
    const added = key % 2 === 0
    const range = { start: position, end: { line: at, character: added ? 13 : 14 } }
    const marks = new Promise((resolve) => (marked = resolve))
    const began = performance.now()
    await change(key + 2, range, added ? 'x' : '')
    await timed('completion', () => asking('completion'))
    await timed('hover', () => asking('hover'))
    await timed('definition', () => asking('definition'))
    if (key % 20 !== 19) continue
    if (command.includes(tool)) {
      await marks
      took.diagnostics.push(performance.now() - began)
    }
    await timed('rename', () => asking('rename', { newName: 'renamed' }).catch(() => undefined))
  }
  await server.sendRequest('shutdown')
  await server.sendNotification('exit')
  server.dispose()
  return took
}

export const percentile = (all, share) =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))]

export const ours = [tool, 'lsp', '--stdio']
export const bare = [join(here, 'bare-editor.mjs')]

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { keys: { type: 'string', default: '200' } } })
  console.log('| question | p50 | p95 | p99 |\n| --- | ---: | ---: | ---: |')
  for (const [name, all] of Object.entries(await typed(ours, { keys: Number(values.keys) }))) {
    const shown = [0.5, 0.95, 0.99].map((share) => `${percentile(all, share)?.toFixed(1)} ms`)
    console.log(`| ${name} | ${shown.join(' | ')} |`)
  }
}
