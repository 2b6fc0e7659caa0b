import { describe, expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { insertProxy } from '../../src/authoring/insert-proxy.ts'
import { check, registryOf } from '../../src/pipeline.ts'

const registry = registryOf(plugins)

async function inserted(text: string, actor = 'server', files: Readonly<Record<string, string>> = {}): Promise<string> {
  const all: Readonly<Record<string, string>> = { '/here/one.yaml': text, ...files }
  const services = {
    files: {
      read: (file: string) => ({ bytes: new TextEncoder().encode(all[file] ?? '') }),
      exists: (file: string) => Object.hasOwn(all, file),
      write: () => undefined,
      remove: () => undefined,
    },
    shown: (file: string) => file,
    builtIn: registry,
    vars: new Map<string, string>(),
  }
  const checked = await check('/here/one.yaml', services)
  expect(checked.problems.map(({ message }) => message)).toEqual([])
  const { scenario } = checked
  if (scenario === undefined) throw new Error('it is invalid')
  const faults = [{ split: 7, direction: 'up' }]
  const answer = insertProxy(text, scenario, checked.registry, { actor, faults })
  return 'why' in answer ? answer.why : answer.text
}

describe('a proxy in front of an actor', () => {
  test('leads all others through it, and starts behind it', async () => {
    expect(
      await inserted(`scenario: One
actors:
  server: tcp-server   # the server
  client: { tcp-client: server }
  other:
    tcp-client:
      to: "server"
  program: { program: [node, "\${server.port}", "\${server.port}0"] }
steps:
  - start: server   # first
  - start: program
  - connect: [client, other]
  - send: { client: hello }
  - expect: { server#1: hello }
`),
    ).toBe(`scenario: One
actors:
  server: tcp-server   # the server
  wire: { proxy: server }
  client: { tcp-client: wire }
  other:
    tcp-client:
      to: "wire"
  program: { program: [node, "\${wire.port}", "\${wire.port}0"] }
steps:
  - start: server   # first
  - start: wire
  - fault: { wire: { split: 7, direction: up } }
  - start: program
  - connect: [client, other]
  - send: { client: hello }
  - expect: { server#1: hello }
`)
  })

  test('divides a step that starts others behind it', async () => {
    expect(
      await inserted(`scenario: One
actors: { server: tcp-server, second: tcp-server, program: { program: [node, "\${server.port}"] } }
steps:
  - start: [server, second, program]
  - exit: program
`),
    ).toBe(`scenario: One
actors: { server: tcp-server, wire: { proxy: server }, second: tcp-server, program: { program: [node, "\${wire.port}"] } }
steps:
  - start: server
  - start: wire
  - fault: { wire: { split: 7, direction: up } }
  - start: [second, program]
  - exit: program
`)
  })

  test('keeps line ends and a byte order mark, and takes a name that is free', async () => {
    const text = `\ufeffscenario: One\r
actors:\r
  server:\r
    tcp-server:\r
      host: 127.0.0.1\r
  wire: { tcp-client: server }\r
steps:\r
  - start:\r
      - server\r
  - connect: wire\r
`
    expect(await inserted(text)).toBe(
      text
        .replace('      host: 127.0.0.1\r\n', '      host: 127.0.0.1\r\n  wire-2: { proxy: server }\r\n')
        .replace('tcp-client: server', 'tcp-client: wire-2')
        .replace(
          '      - server\r\n',
          '      - server\r\n  - start: wire-2\r\n  - fault: { wire-2: { split: 7, direction: up } }\r\n',
        ),
    )
  })

  test.each([
    [
      'no actor names “server” in its options',
      'scenario: One\nactors: { server: tcp-server }\nsteps:\n  - start: server\n',
    ],
    [
      '“server” is not started by a step of its own, among those at the top',
      'scenario: One\nactors: { server: tcp-server, client: { tcp-client: server } }\nsteps: [start: server, connect: client]\n',
    ],
  ])('says why not: %s', async (why, text) => {
    expect(await inserted(text)).toBe(why)
  })

  test('says why not where the start is included', async () => {
    const text =
      'scenario: One\nactors: { server: tcp-server, client: { tcp-client: server } }\nsteps:\n  - include: two.yaml\n  - connect: client\n'
    expect(await inserted(text, 'server', { '/here/two.yaml': 'steps:\n  - start: server\n' })).toBe(
      '“server” is not started by a step of its own, among those at the top',
    )
  })
})
