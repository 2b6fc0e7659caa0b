import { definePlugin } from '../../src/plugin.ts'
import { udp } from './udp.ts'

export default definePlugin({
  api: 1,
  name: 'udp',
  about: 'datagram sockets, as clients and as servers',
  words: {
    datagram: ['udp'],
  },
  actors: { udp },
})
