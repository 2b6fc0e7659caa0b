/** As tcp, over TLS; the certificate is made for the run. */
export const tls = `actors:
  server: tls-server
  client: { tls-client: server }

steps:
  - start: server
  - connect: client
  - send: { client: a secret }
  - expect: { server: a secret }
  - check: { client: { authorized: true } }
  - end: client
  - expect: { server: { event: end } }
`
