// One method of a socket at a time, seen from a client: `node socket-methods.mjs METHOD PORT`.
import { connect } from 'node:net'

const [, , method, port] = process.argv
const socket = connect(Number(port), '127.0.0.1')
socket.on('error', (error) => console.log(`error ${error.code}`))
socket.on('end', () => console.log('end'))

const methods = {
  // A character that TCP has cut in two is joined again.
  setEncoding() {
    socket.setEncoding('utf8')
    let text = ''
    socket.on('data', (part) => {
      console.log(`${typeof part}, ${part.length} long`)
      text += part
      if (text.endsWith('!')) console.log(text)
    })
  },
  // write() says false when too much is queued; 'drain' tells when it is gone.
  drain() {
    const written = socket.write(Buffer.alloc(16 * 1024 * 1024, 'x'))
    console.log(`write returned ${written}, ${socket.writableLength > 0 ? 'something' : 'nothing'} queued`)
    socket.once('drain', () => {
      console.log(`drained, ${socket.bytesWritten} bytes written, ${socket.writableLength} queued`)
      socket.end()
    })
    socket.resume()
  },
  // A silence ends nothing by itself.
  setTimeout() {
    socket.setTimeout(50, () => {
      console.log('timeout, and still open')
      socket.end('good bye\n')
    })
    socket.resume()
  },
  // What is not read yet waits: here, and in the system's buffers on both sides.
  pause() {
    let heard = ''
    socket.on('data', (data) => {
      heard += data
      if (heard.endsWith('\n')) console.log(`resumed, and heard ${heard.length} bytes`)
    })
    socket.pause()
    process.stdin.once('data', () => {
      console.log(`paused, and heard ${heard.length} bytes`)
      socket.resume()
    })
  },
  // Text in another encoding, and a callback for when the system has taken it.
  write() {
    socket.write('74686973207761732068657861646563696d616c0a', 'hex', () => {
      console.log('written')
      socket.end()
    })
    socket.resume()
  },
  end() {
    socket.end(() => console.log('ended without a word'))
    socket.resume()
  },
  endBuffer() {
    socket.end(Buffer.from('a buffer\n'), () => console.log('ended with a buffer'))
    socket.resume()
  },
  endText() {
    socket.end('YmFzZTY0Cg==', 'base64', () => console.log('ended with a text'))
    socket.resume()
  },
  // The end of what is piped is the end of the socket too, unless one says otherwise.
  pipe() {
    process.stdin.pipe(socket, { end: false })
    process.stdin.on('end', () => {
      console.log('the input is over, the socket is not')
      socket.end('a last word\n')
    })
    socket.resume()
  },
  options() {
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 1000)
    socket.on('connect', () => {
      const { address, family } = socket.address()
      console.log(`${family} ${address} to port ${socket.remotePort}`)
      socket.write('twelve bytes')
    })
    socket.on('data', (data) => {
      console.log(`${data.toString().trim()}; ${socket.bytesWritten} written, ${socket.bytesRead} read`)
      socket.end()
    })
  },
}

methods[method]()
