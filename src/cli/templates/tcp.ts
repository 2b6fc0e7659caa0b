/** A server and a client of which each only does what the steps say. */
export const tcp = `actors:
  server: tcp-server
  client: { tcp-client: server }

steps:
  - start: server
  - connect: client
  - send: { client: USER anna }
  # A named group becomes a variable.
  - expect: { server: '/^USER (?<user>\\w+)$/' }
  - send: { server: 'welcome \${user}' }
  - expect: { client: { line: welcome anna } }
  # FIN from one side, heard by the other, and back.
  - end: client
  - expect: { server: { event: end } }
  - expect: { client: { event: end } }
`
