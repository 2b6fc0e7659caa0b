import { expect, test } from 'vitest'
import { plugins } from '../../../plugins/index.ts'
import { registryOf } from '../../../src/pipeline.ts'
import { checkDocument } from '../../../src/scenario/check.ts'
import { readDocument } from '../../../src/scenario/read.ts'

const registry = registryOf(plugins)
const messages = (actors: string, steps: string): string[] => {
  const text = `scenario: t\nactors: ${actors}\nsteps: ${steps}\n`
  const read = readDocument(new TextEncoder().encode(text), '/it.yaml', 'it.yaml')
  if (!('document' in read)) throw new Error('unreadable')
  const readFile = (): never => {
    throw new Error('nothing is included')
  }
  const { problems } = checkDocument(read.document, registry, { readFile, vars: new Map() })
  return problems.map(({ code, span }) => `${code} ${text.slice(span!.start, span!.end)}`)
}
const both = '[{ start: [a, b] }]'

test.each([
  ['{ a: { tcp-server: { port: 9000 } }, b: { echo-server: { port: 9000 } } }', both, ['port-in-use 9000']],
  ['{ a: { tls-server: 9000 }, b: { websocket-server: 9000 } }', both, ['port-in-use 9000']],
  [
    '{ a: { tcp-server: { port: 9000 } }, b: { tcp-server: { port: 9000 } } }',
    '[{ start: a }, { note: x }, { start: b }]',
    ['port-in-use 9000'],
  ],
  ['{ a: { udp: { bind: 9000 } }, b: { udp: { bind: 9000 } } }', both, ['port-in-use 9000']],
  ['{ a: { udp: { bind: 9000, count: 3 } } }', '[{ start: a }]', ['port-in-use 9000']],
  ['{ a: { tcp-server: { path: s } }, b: { tcp-server: { path: s } } }', both, ['path-in-use s']],
  ['{ a: { tcp-server: { path: /x/s } }, b: { tcp-server: { path: /x/s } } }', both, ['path-in-use /x/s']],
  [
    '{ a: { tcp-server: { port: 9000, host: 127.0.0.2 } }, b: { tcp-server: { port: 9000, host: 127.0.0.2 } } }',
    both,
    ['port-in-use 9000'],
  ],
])('%s: two that want the same', (actors, steps, problems) => expect(messages(actors, steps)).toEqual(problems))

test.each([
  ['another protocol', '{ a: { tcp-server: { port: 9000 } }, b: { udp: { bind: 9000 } } }', both],
  [
    'another address',
    '{ a: { tcp-server: { port: 9000 } }, b: { tcp-server: { port: 9000, host: 127.0.0.2 } } }',
    both,
  ],
  ['any port', '{ a: { tcp-server: { port: 0 } }, b: { tcp-server: { port: 0 } } }', both],
  [
    'one after the other',
    '{ a: { tcp-server: { port: 9000 } }, b: { tcp-server: { port: 9000 } } }',
    '[{ start: a }, { close: a }, { start: b }]',
  ],
  [
    'programs that may share',
    '{ a: { program: { run: x, ready: { port: 9000 } } }, b: { program: { run: y, ready: { port: 9000 } } } }',
    both,
  ],
  [
    'one that is not known yet',
    '{ a: { tcp-server: { port: 9000 } }, b: { tcp-server: { port: "${env.PORT}" } } }',
    both,
  ],
])('%s is no clash', (_, actors, steps) => expect(messages(actors, steps)).toEqual([]))
