/** Messages over WebSocket, and a close with its code. */
export const websocket = `actors:
  server: websocket-server
  client: { websocket-client: server }

steps:
  - start: server
  - connect: client
  - send: { client: { json: { type: hello, name: Anna } } }
  # A message that is JSON and contains this; it may hold more.
  - expect: { server: { json: { type: hello } } }
  - send: { server: welcome }
  - expect: { client: welcome }
  - close-with: { client: 1000 }
  - expect: { server: { event: close, code: 1000 }, client: { event: close } }
`
