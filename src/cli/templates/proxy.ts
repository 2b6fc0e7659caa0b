/** A proxy between a client and a server, and a fault at a place in the conversation. */
export const proxy = `actors:
  server: tcp-server
  proxy: { proxy: server }
  client: { tcp-client: proxy }

steps:
  - start: [server, proxy]
  - connect: client
  - send: { client: hello }
  - expect: { server: hello }
  # From here on what the client sends is corrupted: the lowest bit of the next byte is turned over.
  - fault: { proxy: { corrupt: 1, direction: up } }
  - send: { client: hello }
  - expect: { server: iello }
  - end: client
  - expect: { server: { event: end } }
`
