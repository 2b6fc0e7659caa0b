import { describe, expect, it } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import type { Problem } from '../../src/model/problem.ts'
import { registryOf } from '../../src/pipeline.ts'
import { checkDocument } from '../../src/scenario/check.ts'
import { readDocument } from '../../src/scenario/read.ts'
import { positionOf } from '../../src/text/position.ts'

const registry = registryOf(plugins)
const files = new Map([['/greet.yaml', '- note: ${who}\n']])

/** `code line:column message` of each problem of a scenario, with every built-in plugin. */
function reported(text: string): string[] {
  const read = readDocument(new TextEncoder().encode(text), '/it.yaml', 'it.yaml')
  if (!('document' in read)) throw new Error('unreadable')
  const readFile = (path: string): Uint8Array | Problem =>
    files.has(path) ? new TextEncoder().encode(files.get(path)) : { code: 'file-not-found', message: `no file ${path}` }
  const { problems } = checkDocument(read.document, registry, { readFile, vars: new Map() })
  return problems.map(({ code, message, span }) => {
    const { line, column } = positionOf(text, span!.start)
    return `${code} ${line}:${column} ${message}`
  })
}

const head = `scenario: t
actors:
  server: tcp-server
  client: { tcp-client: server }
  job: { program: cat }
steps:
  - start: [server, job]
  - connect: client
`
const step = (text: string) => reported(`${head}  - ${text.replaceAll('\n', '\n    ')}\n`)
const expectation = (text: string) => step(`expect: { client: ${text} }`)
const actor = (text: string) =>
  reported(
    `scenario: t\nactors:\n  server: tcp-server\n  it: ${text}\nsteps:\n  - start: server\n  - note: x\n`,
  ).filter((each) => !each.startsWith('never-started'))

describe('nothing that is written is silently ignored: beside a verb and in its argument', () => {
  it.each([
    ['send: { client: [{ text: x, times: 5 }] }', ['unknown-key 9:33 “times” is not known for one message of several']],
    [
      'send: { client: [a, { text: x, quiet: true }] }',
      ['unknown-key 9:36 “quiet” is not known for one message of several'],
    ],
    ['send: { client: { text: x, times: 5 } }\ntimes: 3', ['duplicate-key 9:32 “times” stands beside “send” as well']],
    ['note: x\nwithin: 2s', ['unknown-key 10:5 “within” changes nothing beside “note”']],
    ['wait: 1ms\nwithin: 2s', ['unknown-key 10:5 “within” changes nothing beside “wait”']],
    ['let: { a: 1 }\nwithin: 2s', ['unknown-key 10:5 “within” changes nothing beside “let”']],
    [
      'repeat: { times: 2, steps: [{ note: x }] }\nwithin: 2s',
      ['unknown-key 10:5 “within” changes nothing beside “repeat”'],
    ],
    [
      'include: { file: greet.yaml, with: { who: me } }\nwithin: 2s',
      ['unknown-key 10:5 “within” changes nothing beside “include”'],
    ],
    ['check: { client: {} }', ['nothing-to-do 9:12 “check” is empty']],
    ['set: { client: {} }', ['nothing-to-do 9:10 “set” is empty']],
    ['let: {}', ['nothing-to-do 9:10 “let” is empty']],
    ['run: {}', ['nothing-to-do 9:10 “run” is empty']],
    ['expect: { client: a }\ntimes: 2', ['unknown-key 10:5 “times” is not known beside “expect”']],
    [
      'start: client\ncode: 1',
      ['wrong-verb', 'already-started', 'unknown-key 10:5 “code” is not known beside “start”'],
    ],
  ])('%s', (text, mistakes) => {
    const all = step(text)
    expect(all).toHaveLength(mistakes.length)
    for (const [index, mistake] of mistakes.entries()) expect(all[index]).toContain(mistake)
  })
})

describe('beside an expectation', () => {
  it.each([
    ['{ lines: [a, b], without: c }', ['unknown-key 9:40 “without” changes nothing beside “lines”']],
    ['{ lines: ["${dir}"], without: c }', ['unknown-key 9:44 “without” changes nothing beside “lines”']],
    ['{ any-order: [a, b], next: true }', ['unknown-key 9:44 “next” changes nothing beside “any-order”']],
    ['{ silence: 5ms, next: true }', ['unknown-key 9:39 “next” changes nothing beside “silence”']],
    ['{ silence: 5ms, without: a }', ['unknown-key 9:39 “without” changes nothing beside “silence”']],
    ['{ silence: 5ms, as: a }', ['unknown-key 9:39 “as” changes nothing beside “silence”']],
    ['{ silence: 5ms, after: 1ms }', ['unknown-key 9:39 “after” changes nothing beside “silence”']],
    ['{ event: timeout, next: true }', ['unknown-key 9:41 “next” changes nothing beside “event”']],
    ['{ event: drain, without: a }', ['unknown-key 9:39 “without” changes nothing beside “event”']],
    ['{ text: a, within: 2s }', ['unknown-key 9:34 “within” belongs to the whole step, not to one expectation']],
    [
      '{ one-of: [{ text: a, next: true }, b] }',
      ['unknown-key 9:45 “next” belongs to the whole expectation, not to one of several'],
    ],
    [
      '{ one-of: [{ text: a, as: x }, b] }',
      ['unknown-key 9:45 “as” belongs to the whole expectation, not to one of several'],
    ],
    ['{ one-of: [{ lines: [a, b] }, b] }', ['invalid-value 9:34 “lines” cannot be one of several expectations']],
    ['{ one-of: [{ silence: 5ms }, b] }', ['invalid-value 9:34 “silence” cannot be one of several expectations']],
    ['{ one-of: [{ one-of: [a] }, b] }', ['invalid-value 9:34 “one-of” cannot be one of several expectations']],
    ['{ one-of: [{ txt: a }, b] }', ['unknown-matcher 9:36 there is no matcher called “txt”']],
    ['{ one-of: [{ bytes: xy }, b] }', ['invalid-value 9:43']],
    ['{ one-of: [{ text: a, line: b }, c] }', ['one-key-map 9:45']],
  ])('%s', (text, mistakes) => {
    const all = expectation(text)
    expect(all).toHaveLength(mistakes.length)
    for (const [index, mistake] of mistakes.entries()) expect(all[index]).toContain(mistake)
  })

  it.each([
    '{ any-order: [a, b], without: c, as: it, after: 1ms }',
    '{ lines: [a, b], as: it, after: 1ms, next: true }',
    '{ one-of: [{ event: close, code: 1001 }, { take: 3 }, /a/], next: true, as: x }',
    '{ event: end, next: true, without: a, as: x }',
    '{ prompt: "> ", without: error }',
  ])('what changes something is let be: %s', (text) => expect(expectation(text)).toEqual([]))
})

it('a condition that names none', () =>
  expect(reported(head.replace('actors:', 'only: {}\nactors:'))).toEqual(['nothing-to-do 2:7 “only” has no condition']))

describe('of an actor', () => {
  it.each([
    [
      '{ tcp-server: { count: 3 } }',
      ['invalid-value 4:23 “it” is of kind tcp-server, and a group has clients or programs'],
    ],
    ['{ proxy: { to: server, count: 3 } }', ['invalid-value 4:30 “it” is of kind proxy']],
    [
      '{ websocket-client: { to: server, framing: crlf } }',
      ['invalid-value 4:41 “it” is of kind websocket-client, where each message is one'],
    ],
    ['{ tcp-client: { to: server, port: 9 } }', ['invalid-value']],
    ['{ tcp-client: { port: 9, path: a } }', ['invalid-value']],
    ['{ tcp-server: { port: 9, path: a } }', ['invalid-value']],
    ['{ tls-client: { to: server, port: 9 } }', ['invalid-value']],
    ['{ websocket-client: { to: server, port: 9 } }', ['invalid-value']],
    ['{ udp: { to: server, port: 9 } }', ['invalid-value']],
    ['{ telnet: { to: server, path: a } }', ['invalid-value']],
    ['{ program: { run: cat, pty: true, pipes: real } }', ['invalid-value']],
    ['{ program: { run: cat, pty: true, stdin: ignore } }', ['invalid-value']],
    ['{ tls-server: { cert: a } }', ['invalid-value']],
    ['{ tcp-client: { host: localhost } }', ['invalid-value']],
    ['{ tcp-client: { to: server, host: localhost } }', ['invalid-value']],
    ['{ tcp-client: { path: a, host: localhost } }', ['invalid-value']],
    ['{ tcp-server: { path: a, host: localhost } }', ['invalid-value']],
    ['{ program: { run: cat, ready: { port: 5, times: 2 } } }', ['invalid-value']],
    ['{ tls-server: { path: a, port: 5 } }', ['invalid-value']],
    ['{ tls-server: { cert: a, key: b, certificate: expired } }', ['invalid-value']],
    ['{ proxy: { path: a, host: localhost } }', ['invalid-value']],
  ])('%s', (text, mistakes) => {
    const all = actor(text)
    expect(all).toHaveLength(mistakes.length)
    for (const [index, mistake] of mistakes.entries()) expect(all[index]).toContain(mistake)
  })
})
