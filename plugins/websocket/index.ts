import { definePlugin } from '../../src/plugin.ts'
import { websocketClient } from './client.ts'
import { websocketServer } from './server.ts'

export default definePlugin({
  api: 1,
  name: 'websocket',
  about: 'servers and clients that exchange messages over WebSocket',
  words: {
    websocket: [['websocket-server', 'websocket-client']],
    ws: [['websocket-server', 'websocket-client']],
    wss: [['websocket-server', 'websocket-client']],
  },
  actors: { 'websocket-server': websocketServer, 'websocket-client': websocketClient },
})
