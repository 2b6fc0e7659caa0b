import { describe, expect, test } from 'vitest'
import { check, registryOf } from '../../src/pipeline.ts'
import { plugins } from '../../plugins/index.ts'
import { nodeFiles } from '../../src/suite/files.ts'
import { folderWith } from '../suite/temporary.ts'

/** All that is said of a scenario with these actors and steps: `code: message (hint)`. */
async function told(actors: string, steps: string): Promise<string[]> {
  const text = `scenario: it\nactors:\n${indented(actors)}\nsteps:\n${indented(steps)}\n`
  const folder = folderWith({ 'it.yaml': text })
  const shown = (file: string) => file
  const shop = { files: nodeFiles(shown), shown, builtIn: registryOf(plugins), vars: new Map<string, string>() }
  const { problems, warnings } = await check(`${folder}/it.yaml`, shop)
  return [...problems, ...warnings].map(({ code, message, hint }) => `${code}: ${message} (${hint})`)
}
const indented = (lines: string): string => lines.replaceAll(/^/gm, '  ')
const both = 'server: tcp-server\nclient: { tcp-client: server }'
const begun = '- start: server\n- connect: client\n'

test('a verb of another kind is known as such, also where no actor is of that kind', async () => {
  expect(await told(both, `${begun}- fault: { client: reset }`)).toEqual([
    'wrong-verb: “client” is a tcp-client, which cannot fault (“fault” is a verb of proxy)',
  ])
})

describe('a name that is a variable is told once, and nothing follows from it', () => {
  const once = [
    expect.stringMatching(/^unknown-actor: the name of an actor is written out, and “\$\{who\}” is a variable/),
  ]
  test.each([
    '- repeat: { each: [anna, ben], as: who, steps: [{ send: { "${who}": hi } }, { expect: { "${who}": hi } }] }',
    '- repeat: { each: [anna, ben], as: who, steps: [{ connect: "${who}" }] }',
  ])('%s', async (step) => {
    expect(await told('server: tcp-server\nanna: { tcp-client: server }', `- start: server\n${step}`)).toEqual(once)
  })

  test('as a count', async () => {
    const actors = 'server: tcp-server\nclient: { tcp-client: server, count: "${num}" }'
    expect(await told(actors, begun)).toEqual([
      expect.stringMatching(
        /^wrong-type: “count” .+ \(write the number itself: it must be known before anything runs\)$/,
      ),
    ])
  })
})

test('an actor of an unknown kind is an actor of the scenario all the same', async () => {
  expect(await told('server: tcp-servr', '- start: sever')).toEqual([
    expect.stringMatching(/^unknown-kind/),
    'unknown-actor: no actor is called “sever” (did you mean “server”?)',
  ])
})

test.each([
  ['server: { kind: tcp-server }', 'write “server: tcp-server”'],
  ['server: { port: 9000, kind: tcp-server }', 'write “server: { tcp-server: { port: … } }”'],
])('%s', async (actor, hint) => {
  expect(await told(actor, '- start: server')).toEqual([
    `one-key-map: a kind is a key, and its options stand below it (${hint})`,
  ])
})

test.each([
  ['localhost:8080', '{ port: 8080 }'],
  ['http://example.org:80/', '{ host: example.org, port: 80 }'],
  ['8080', '{ port: 8080 }'],
])('the place “%s” instead of an actor', async (place, options) => {
  expect(await told(`client: { tcp-client: "${place}" }`, '- connect: client')).toEqual([
    `unknown-actor: no actor is called “${place}” (for a server that is no actor write “tcp-client: ${options}”)`,
  ])
})

test.each(['-start: server\n-connect: client', `${begun}-start: client`])('%j: a blank is missing', async (steps) => {
  expect(await told(both, steps)).toEqual(['yaml-syntax: a blank is missing behind “-” (write “- start: …”)'])
})

test('a comment that swallows the end of a map', async () => {
  expect(await told(both, `${begun}- expect: { client: [a] # comment }\n- exit: client`)).toEqual([
    'yaml-syntax: “{” is never closed by a “}” (put “}” before the “#”, which makes a comment of the rest)',
  ])
})
