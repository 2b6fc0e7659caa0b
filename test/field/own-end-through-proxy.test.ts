import { describe, expect, test } from 'vitest'
import { failurePrinted, runText } from '../scenarios/house.ts'

const pairs = [
  ['tcp-client', 'tcp-server'],
  ['tls-client', 'tls-server'],
  ['websocket-client', 'websocket-server'],
] as const

describe.each(pairs)('%s and %s, with one proxy or two between', (client, server) => {
  describe.each([['wire: { proxy: server }'], ['inner: { proxy: server }\n  wire: { proxy: inner }']])(
    '%s',
    (proxies) => {
      test.each(['close: client', 'close: server#1', 'reset: client', 'reset: server#1'])(
        'what %s brings about at the other end is expected',
        async (step) => {
          const names = ['server', ...[...proxies.matchAll(/(\w+): \{/g)].map(([, name]) => name)]
          const result = await runText(`scenario: an end of one's own
actors:
  server: ${server}
  ${proxies}
  client: { ${client}: wire }
steps:
  - start: [${names.join(', ')}]
  - connect: client
  - send: { client: hello }
  - expect: { server#1: hello }
  - send: { server#1: hello yourself }
  - expect: { client: hello yourself }
  - ${step}
`)
          expect(failurePrinted(result)).toBe('')
        },
      )
    },
  )
})

test.each(['close: client', 'end: client', 'reset: client', 'close: server#1', 'end: server#1'])(
  '%s is expected at the other end although nothing was said, so that the proxy may not have handed it on',
  async (step) => {
    for (let round = 0; round < 5; round++) {
      const result = await runText(`scenario: an end of one's own at once
actors:
  server: tcp-server
  wire: { proxy: server }
  client: { tcp-client: wire }
steps:
  - start: [server, wire]
  - connect: client
  - ${step}
`)
      expect(failurePrinted(result)).toBe('')
    }
  },
)
