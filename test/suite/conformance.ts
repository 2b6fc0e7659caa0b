import { folderWith } from './temporary.ts'

/** A server on a free port that answers each line as `answer` (an expression of `line` and `impl`) says, and fails to start when it is called `none`. */
const serverWith = (answer: string): string => `
import net from 'node:net'
const impl = process.argv[2]
if (impl === 'none') process.exit(1)
const served = (socket) => socket.on('data', (data) => String(data).split('\\n').slice(0, -1).forEach((line) => socket.write(${answer} + '\\n')))
net.createServer(served).listen(0, '127.0.0.1', function () {
  console.log('port', this.address().port)
})
`

/** The same conversation with whatever \${matrix.impl} is. */
const chat = (title: string): string => `scenario: ${title}
actors:
  server: { program: { run: [node, "\${dir}/../server.mjs", "\${matrix.impl}"], ready: '/port (?<port>\\d+)/' } }
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { client: "hello \${matrix.impl}" }
  - expect: { client: "hello \${matrix.impl}" }
  - send: { client: bye }
  - expect: { client: bye }
  - close: client
`

/** A folder with the scenario `chat`, which uses \`\${matrix.impl}\`, and \`plain\`, which does not. */
export function conformance({
  answer = 'line',
  more = {},
}: { readonly answer?: string; readonly more?: Readonly<Record<string, string>> } = {}): string {
  return folderWith({
    'server.mjs': serverWith(answer),
    'scenarios/chat.yaml': chat('Chat'),
    'scenarios/plain.yaml': plain,
    ...more,
  })
}

export const plain = `scenario: Plain
actors:
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { client: hi }
  - expect: { server: hi }
  - exit: client
`
