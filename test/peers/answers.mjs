// A server that answers each line with “answer”, and then does what its argument says, a few turns later.
import { createServer } from 'node:net'

const acts = {
  nothing: () => {},
  throws: () => {
    throw new Error('out of paper')
  },
  leaves: () => process.exit(0),
  says: () => console.log('one line more'),
  complains: () => console.error('one complaint'),
  mutters: () => process.stdout.write('no end to it'),
  resets: (socket) => socket.resetAndDestroy(),
  ends: (socket) => socket.end(),
  calls: (socket) => socket.write('one call more\n'),
  loses: () => {},
}
const act = process.argv[2]
const turns = (count, then) => (count === 0 ? then() : setImmediate(turns, count - 1, then))
const server = createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', () => {
    socket.write('answer\n')
    if (act !== 'loses') console.log('answered')
    turns(5, () => acts[act](socket))
  })
})
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`))
