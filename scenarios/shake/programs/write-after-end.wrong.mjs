// Ends when it is asked to, whatever is still to be answered: the answer is then written after the end.
import { createServer } from 'node:net'

const answer = async (question) => `the answer to ${question} is 42\n`

createServer((socket) => {
  let rest = ''
  socket.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      if (line === 'quit') socket.end('bye\n')
      else void answer(line).then((found) => socket.write(found))
    }
  })
}).listen(process.argv[2], '127.0.0.1')
