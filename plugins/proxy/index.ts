import { definePlugin } from '../../src/plugin.ts'
import { problems } from './problems.ts'
import { proxy } from './proxy.ts'

export default definePlugin({
  api: 1,
  name: 'proxy',
  about: 'stands between a client and a server and makes the network bad at a chosen place',
  problems,
  words: {
    cut: ['reset', 'stop'],
    delay: ['latency'],
    drop: ['stop'],
    'black-hole': ['stop'],
    lag: ['latency'],
    rate: ['bandwidth'],
  },
  actors: { proxy },
})
