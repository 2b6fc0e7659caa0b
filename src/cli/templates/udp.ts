/** Two datagram sockets; each datagram is a line. */
export const udp = `actors:
  server: udp
  client: { udp: server }

steps:
  - start: server
  - connect: client
  - send: { client: ping }
  - expect: { server: ping }
  - send: { server: pong }
  - expect: { client: pong }
`
