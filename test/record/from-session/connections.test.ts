import { expect, test } from 'vitest'
import { run } from '../../../src/index.ts'
import { terminalText } from '../../../plugins/program/terminal/text.ts'
import { draftOf } from '../../../src/record/from-session/draft-of.ts'
import type { SeenActor, SeenEvent, SeenFraming, Session } from '../../../src/record/session.ts'
import { writeDraft } from '../../../src/record/write-draft.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const sent = (from: 'client' | 'server', text: string, message?: 'text' | 'binary'): SeenEvent => ({
  at: 0,
  type: 'sent',
  connection: 1,
  from,
  bytes: bytes(text),
  ...(message === undefined ? {} : { message }),
})

/** A connection between two ends that the tool plays. */
function session(framing: SeenFraming, talk: readonly SeenEvent[], more: Partial<SeenActor> = {}): Session {
  const transport = framing.name === 'websocket' ? 'websocket' : framing.name === 'message' ? 'udp' : 'tcp'
  const actors = [
    { type: 'server', name: 'server', transport, played: true, framing },
    { type: 'client', name: 'client', transport, to: 'server', played: true, framing, ...more },
  ] as SeenActor[]
  const left = { at: 0, type: 'end', connection: 1, from: 'client' } as const
  const connected = { at: 0, type: 'connected', connection: 1, client: 'client', server: 'server' } as const
  return { source: 'wire', actors, events: [connected, ...talk, ...(transport === 'udp' ? [] : [left])] }
}

async function passes(seen: Session, strict = false): Promise<string> {
  const text = writeDraft(draftOf(seen, { title: 'recorded', strict, terminalText }))
  const result = await run({ text })
  expect(JSON.stringify(result.failure ?? result.problems)).toBe('[]')
  expect(result.status).toBe('passed')
  return text.slice(text.indexOf('actors:'))
}

const answer = (body: string, length = body.length) =>
  `HTTP/1.1 200 OK\r\nServer: one\r\nContent-Length: ${length}\r\n\r\n${body}`

test('HTTP keeps its connection: bodies are taken behind their head', async () => {
  const seen = session({ name: 'crlf', why: '' }, [
    sent('client', 'POST /one HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\n\r\na\r\nbody'),
    sent('server', answer('hello')),
    sent('client', 'GET /two HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    sent('server', answer('\0\x01\x02')),
    sent('client', 'GET /three HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    sent('server', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nchunk\n\r\n0\r\n\r\n'),
  ])
  expect(await passes(seen)).toMatchInlineSnapshot(`
    "actors:
      server: { tcp-server: { framing: crlf } }
      client: { tcp-client: { to: server, framing: crlf } }

    steps:
      - start: server
      - connect: client
      - send: { client: [POST /one HTTP/1.1, "Host: localhost", "Content-Length: 7", "", { text: "a\\r\\nbody" }] }
      - expect:
          server: [POST /one HTTP/1.1, "Host: localhost", "Content-Length: 7", { line: "" }, { take: 7 }]
      - send: { server: [HTTP/1.1 200 OK, "Server: one", "Content-Length: 5", "", { text: hello }] }
      - expect: { client: [HTTP/1.1 200 OK, "Server: one", "Content-Length: 5", { line: "" }, { take: hello }] }
      - send: { client: [GET /two HTTP/1.1, "Host: localhost", ""] }
      - expect: { server: [GET /two HTTP/1.1, "Host: localhost"] }
      - send: { server: [HTTP/1.1 200 OK, "Server: one", "Content-Length: 3", "", { bytes: 00 01 02 }] }
      - expect: { client: [HTTP/1.1 200 OK, "Server: one", "Content-Length: 3", { line: "" }, { take: 3 }] }
      - send: { client: [GET /three HTTP/1.1, "Host: localhost", ""] }
      - expect: { server: [GET /three HTTP/1.1, "Host: localhost"] }
      - send:
          server: [HTTP/1.1 200 OK, "Transfer-Encoding: chunked", "", "6", { text: "chunk\\n" }, "", "0", ""]
      - expect: { client: [HTTP/1.1 200 OK, { line: "6" }, { take: "chunk\\n" }, { line: "0" }] }
      - exit: client
    "
  `)
  await passes(seen, true)
})

test('binary datagrams are expected at their places', async () => {
  const seen = session({ name: 'message', why: '' }, [sent('client', 'text'), sent('server', '\0\x01answer')])
  expect(await passes(seen)).toMatchInlineSnapshot(`
    "actors:
      server: { udp: { messages: binary } }
      client: { udp: { to: server, messages: binary } }

    steps:
      - start: server
      - connect: client
      - send: { client: { bytes: 74 65 78 74 } }
      - expect: { server: { bytes: 74 65 78 74 } }
      - send: { server: { bytes: 00 01 61 6e 73 77 65 72 } }
      - expect: { client: { bytes: 00 01 61 6e 73 77 65 72 } }
    "
  `)
})

test('a WebSocket asks for its path, and a binary message is bytes though it could be read', async () => {
  const seen = session(
    { name: 'websocket', why: '' },
    [
      sent('client', 'hello', 'text'),
      sent('server', 'welcome', 'text'),
      sent('server', 'abc', 'binary'),
      sent('client', 'x', 'binary'),
    ],
    { websocket: { path: '/chat', protocols: ['talk'], headers: { Authorization: 'Bearer 7' } } },
  )
  expect(await passes(seen)).toMatchInlineSnapshot(`
    "actors:
      server: { websocket-server: { protocols: [talk] } }
      client:
        websocket-client: { to: server, path: /chat, protocols: [talk], headers: { Authorization: Bearer 7 } }

    steps:
      - start: server
      - connect: client
      - send: { client: hello }
      - expect: { server: hello }
      - send: { server: welcome }
      - expect: { client: welcome }
      - send: { server: { bytes: 61 62 63 } }
      - expect: { client: { bytes: 61 62 63 } }
      - send: { client: { bytes: "78" } }
      - expect: { server: { bytes: "78" } }
      - exit: client
    "
  `)
})

test('a line that ends in another way is sent with its end', async () => {
  const seen = session({ name: 'line', eol: '\r\n', why: 'both ends' }, [
    sent('client', 'one\r\ntwo\n'),
    sent('server', 'ok\n'),
  ])
  expect(await passes(seen)).toMatchInlineSnapshot(`
    "actors:
      server: { tcp-server: { eol: "\\r\\n" } }
      client: { tcp-client: { to: server, eol: "\\r\\n" } }

    steps:
      - start: server
      - connect: client
      - send: { client: [one, { text: "two\\n" }] }
      - expect: { server: [one, two] }
      - send: { server: { text: "ok\\n" } }
      - expect: { client: { line: ok } }
      - exit: client
    "
  `)
})
