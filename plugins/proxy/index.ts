import { definePlugin } from '../../src/plugin.ts'
import { problems } from './problems.ts'
import { proxy } from './proxy.ts'

export default definePlugin({
  api: 1,
  name: 'proxy',
  about: 'stands between a client and a server and makes the network bad at a chosen place',
  problems,
  words: {
    cut: ['split', 'reset', 'stop'],
    fragment: ['slice'],
    slicer: ['slice'],
    chunk: ['slice'],
    merge: ['join'],
    coalesce: ['join'],
    pause: ['delay'],
    drop: ['lose', 'stop'],
    loss: ['lose'],
    'packet-loss': ['lose'],
    'black-hole': ['stop'],
    blackhole: ['stop'],
    lag: ['latency'],
    rate: ['bandwidth'],
    throttle: ['bandwidth'],
    dup: ['duplicate'],
    shuffle: ['reorder'],
    'limit-data': ['close'],
    limit: ['close'],
    'reset-peer': ['reset'],
    'slow-fin': ['slow-close'],
    toxicity: ['connection'],
    probability: ['connection'],
    until: ['times'],
  },
  actors: { proxy },
})
