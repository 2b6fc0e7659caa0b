import { describe, expect, test } from 'vitest'
import { check, registryOf } from '../../src/pipeline.ts'
import { plugins } from '../../plugins/index.ts'
import { nodeFiles } from '../../src/suite/files.ts'
import { folderWith } from '../suite/temporary.ts'

/** All that is said of a scenario with these actors and steps: `code: message (hint)`. */
async function messagesFor(actors: string, steps: string): Promise<string[]> {
  const text = `scenario: it\nactors:\n${indented(actors)}\nsteps:\n${indented(steps)}\n`
  const folder = folderWith({ 'it.yaml': text })
  const shown = (file: string) => file
  const services = { files: nodeFiles(shown), shown, builtIn: registryOf(plugins), vars: new Map<string, string>() }
  const { problems, warnings } = await check(`${folder}/it.yaml`, services)
  return [...problems, ...warnings].map(({ code, message, hint }) => `${code}: ${message} (${hint})`)
}
const indented = (lines: string): string => lines.replaceAll(/^/gm, '  ')
const both = 'server: tcp-server\nclient: { tcp-client: server }'
const begun = '- start: server\n- connect: client\n'

test('a verb of another kind is known as such, also where no actor is of that kind', async () => {
  expect(await messagesFor(both, `${begun}- fault: { client: reset }`)).toEqual([
    'wrong-verb: “client” is a tcp-client, which cannot fault (“fault” is a verb of proxy)',
  ])
})

describe('a name that is a variable is reported once, and nothing follows from it', () => {
  const once = [
    expect.stringMatching(/^unknown-actor: the name of an actor is written out, and “\$\{who\}” is a variable/),
  ]
  test.each([
    '- repeat: { each: [anna, ben], as: who, steps: [{ send: { "${who}": hi } }, { expect: { "${who}": hi } }] }',
    '- repeat: { each: [anna, ben], as: who, steps: [{ connect: "${who}" }] }',
  ])('%s', async (step) => {
    expect(await messagesFor('server: tcp-server\nanna: { tcp-client: server }', `- start: server\n${step}`)).toEqual(
      once,
    )
  })

  test('as a count', async () => {
    const actors = 'server: tcp-server\nclient: { tcp-client: server, count: "${num}" }'
    expect(await messagesFor(actors, begun)).toEqual([
      expect.stringMatching(
        /^wrong-type: “count” .+ \(write the number itself: it must be known before anything runs\)$/,
      ),
    ])
  })
})

test('an actor of an unknown kind is an actor of the scenario all the same', async () => {
  expect(await messagesFor('server: tcp-servr', '- start: sever')).toEqual([
    expect.stringMatching(/^unknown-kind/),
    'unknown-actor: no actor is called “sever” (did you mean “server”?)',
  ])
})

test.each([
  ['server: { kind: tcp-server }', 'write “server: tcp-server”'],
  ['server: { port: 9000, kind: tcp-server }', 'write “server: { tcp-server: { port: … } }”'],
])('%s', async (actor, hint) => {
  expect(await messagesFor(actor, '- start: server')).toEqual([
    `one-key-map: a kind is a key, and its options stand below it (${hint})`,
  ])
})

test.each([
  ['localhost:8080', '{ port: 8080 }'],
  ['http://example.org:80/', '{ host: example.org, port: 80 }'],
  ['8080', '{ port: 8080 }'],
])('the place “%s” instead of an actor', async (place, options) => {
  expect(await messagesFor(`client: { tcp-client: "${place}" }`, '- connect: client')).toEqual([
    `unknown-actor: no actor is called “${place}” (for a server that is not an actor, write “tcp-client: ${options}”)`,
  ])
})

test.each(['-start: server\n-connect: client', `${begun}-start: client`])('%j: a blank is missing', async (steps) => {
  expect(await messagesFor(both, steps)).toEqual(['yaml-syntax: a blank is missing behind “-” (write “- start: …”)'])
})

test('a comment that swallows the end of a map', async () => {
  expect(await messagesFor(both, `${begun}- expect: { client: [a] # comment }\n- exit: client`)).toEqual([
    'yaml-syntax: “{” is never closed by a “}” (put “}” before the “#”, which makes a comment of the rest)',
  ])
})

describe('a word of another tool is answered with the one that is meant', () => {
  test.each([
    ['{ contains: hi }', 'unknown-matcher: there is no matcher called “contains” (did you mean “text”?)'],
    ['{ equals: hi }', 'unknown-matcher: there is no matcher called “equals” (did you mean “line”?)'],
    ['{ match: hi }', 'unknown-matcher: there is no matcher called “match” (did you mean “regex”?)'],
    ['{ eof: true }', 'unknown-matcher: there is no matcher called “eof” (did you mean { event: end }?)'],
    ['{ end: true }', 'unknown-matcher: there is no matcher called “end” (did you mean { event: end }?)'],
    [
      '{ text: hi, timeout: 3s }',
      'unknown-key: “within” belongs to the whole step, not to one expectation (write “within: 2s” beside “expect”)',
    ],
    [
      '{ text: hi, ignore-case: true }',
      'unknown-key: “ignore-case” is not known beside “text” (write a regex with the flag i: /text/i)',
    ],
    [
      '{ event: disconnected }',
      'unknown-event: “client” is of kind tcp-client, which has no event “disconnected” (did you mean “closed”?)',
    ],
    [
      '{ one-of: [hi, { event: conected }] }',
      'unknown-event: “client” is of kind tcp-client, which has no event “conected” (did you mean “connected”?)',
    ],
  ])('%s', async (expectation, message) => {
    expect(await messagesFor(both, `${begun}- expect: { client: ${expectation} }`)).toEqual([message])
  })

  test('beside the options of a kind, also where it belongs to every kind', async () => {
    const actors = 'server: tcp-server\nclient: { tcp-client: { to: server, cuont: 3, timeOut: 3s } }'
    expect(await messagesFor(actors, begun)).toEqual([
      'unknown-key: “cuont” is not known here (did you mean “count”?)',
      'unknown-key: “timeOut” is not known here (did you mean “timeout”?)',
    ])
    expect(await messagesFor('p: { program: { run: cat, args: [a] } }', '- start: p')).toEqual([
      'unknown-key: “args” is not known here (put them into “run”: run: [node, server.js, first, second])',
    ])
  })

  test('a key of another form is known, and does not go together with those beside it', async () => {
    expect(
      await messagesFor('p: { program: { run: cat, stdin: { text: up, file: "${tmp}/in.txt" } } }', '- start: p'),
    ).toEqual(['unknown-key: “file” does not go together with “text” (keep one of them)'])
  })
})

describe('set', () => {
  test.each([
    ['{ tls: true }', /^unknown-key: “client” has no option “tls” that can be set/],
    ['{ noDelai: true }', /did you mean “noDelay”\?/],
    ['{ noDelay: perhaps }', /^wrong-type: .*expected true or false/],
    ['{ timeout: soon }', /expected a duration/],
  ])('%s is found before anything runs', async (options, message) => {
    expect(await messagesFor(both, `${begun}- set: { client: ${options} }`)).toEqual([expect.stringMatching(message)])
  })
  test('takes what the kind takes, and variables', async () => {
    const steps = `${begun}- set: { client: { noDelay: true, timeout: 5s, encoding: "\${e}" } }`
    expect(await messagesFor(both, `- let: { e: 1 }\n${steps}`)).toEqual([])
  })
})

describe('a list in brackets', () => {
  test.each(['[/usr/lib, /etc/, x/]', '[/usr/lib, "a b/"]', '["/a", b/]', '[/a/, b/]', '[/a, b]'])(
    '%s is what it says',
    async (list) => expect(await messagesFor(both, `${begun}- expect: { client: ${list} }`)).toEqual([]),
  )
})

describe('lines and any-order take long forms that one line meets', () => {
  test.each([
    ['{ lines: [{ text: /a/ }, { json: { a: 1 } }, b] }', []],
    ['{ any-order: [{ regex: /a/ }, { line: b }] }', []],
    [
      '{ lines: [{ take: 3 }] }',
      ['invalid-value: “take” is not one line, and “lines” takes lines (expect it in a step of its own)'],
    ],
    [
      '{ any-order: [{ event: end }] }',
      ['invalid-value: “event” is not one line, and “any-order” takes lines (expect it in a step of its own)'],
    ],
    [
      '{ lines: [{ text: a, as: x }] }',
      ['unknown-key: “as” belongs to the whole expectation, not to one of several (put it beside “lines”)'],
    ],
  ])('%s', async (expectation, messages) => {
    expect(await messagesFor(both, `${begun}- expect: { client: ${expectation} }`)).toEqual(messages)
  })
})
