import { echo } from './echo.ts'
import { program } from './program.ts'
import { proxy } from './proxy.ts'
import { tcp } from './tcp.ts'
import { tls } from './tls.ts'
import { udp } from './udp.ts'
import { websocket } from './websocket.ts'

interface Template {
  readonly about: string
  /** Everything behind the title. */
  readonly body: string
}

/** What `scenario new --from` knows. */
export const templates: Readonly<Record<string, Template>> = {
  echo: { about: 'an echo server and telnet', body: echo },
  tcp: { about: 'a TCP server and a client that do what the steps say', body: tcp },
  program: { about: 'a real program on standard input and output', body: program },
  udp: { about: 'two datagram sockets', body: udp },
  tls: { about: 'a server and a client over TLS', body: tls },
  websocket: { about: 'a WebSocket server and client', body: websocket },
  proxy: { about: 'a proxy between client and server, with a fault', body: proxy },
}

/**
 * A scenario as a new file. `schema` is the way from that file to the editor's schema, where there is one.
 */
export function scenarioFrom(template: Template, title: string, schema?: string): string {
  const line = schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`
  return `${line}scenario: ${title}\n\n${template.body}`
}
