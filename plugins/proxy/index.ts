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
    slicer: ['slice'],
    coalesce: ['join'],
    drop: ['lose', 'stop'],
    loss: ['lose'],
    'packet-loss': ['lose'],
    'black-hole': ['stop'],
    blackhole: ['stop'],
    lag: ['latency'],
    rate: ['bandwidth'],
    throttle: ['bandwidth'],
    'limit-data': ['close'],
    'reset-peer': ['reset'],
    'slow-fin': ['slow-close'],
    toxicity: ['connection'],
  },
  actors: { proxy },
})
