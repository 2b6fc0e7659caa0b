/** A server that says everything back, and telnet. */
export const echo = `actors:
  server: echo-server
  client: { telnet: server }

steps:
  - start: server
  - connect: client
  # Both must have been heard before the story goes on, in whatever order they come.
  - expect: { client: Hello client!, server: client connected }
  - send: { client: Hello server }
  - expect: { client: Hello server, server: Hello server }
  - exit: client
`
