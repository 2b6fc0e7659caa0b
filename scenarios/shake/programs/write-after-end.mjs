// Answers one line after the other, and ends behind the last answer.
import { createServer } from 'node:net'

const answer = async (question) => `the answer to ${question} is 42\n`

createServer((socket) => {
  let rest = ''
  let before = Promise.resolve()
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines)
      before = before.then(async () => {
        if (line === 'quit') socket.end('bye\n')
        else if (socket.writable) socket.write(await answer(line))
      })
  })
}).listen(process.argv[2], '127.0.0.1')
