import { definePlugin } from '../../src/plugin.ts'
import { tlsClient } from './client.ts'
import { tlsServer } from './server.ts'

export default definePlugin({
  api: 1,
  name: 'tls',
  about: 'servers and clients over TLS 1.2 and 1.3, with certificates made for the run',
  words: {
    ssl: [['tls-server', 'tls-client']],
    tls: [['tls-server', 'tls-client']],
  },
  actors: { 'tls-server': tlsServer, 'tls-client': tlsClient },
})
