import type { SerialPort } from 'serialport'
import { ByteQueue, defineKind, lineRules, type Actor, type Lane } from '../../src/plugin.ts'
import { serialOptions, settings, type SerialOptions } from './options.ts'
import { openPort } from './port.ts'

/** One end of a serial line (EIA-232): bytes both ways, and neither connects nor ends. */
export const serial = defineKind<SerialOptions>({
  about: 'a serial port, or the end of a terminal that stands for one',
  role: 'peer',
  options: serialOptions,
  shorthand: 'path',
  ownOutput: false,
  facts: ['path', 'baudRate', 'bytesRead', 'bytesWritten'],
  can: ['send', 'close', 'pause', 'resume', 'set'],
  events: ['opened', 'gone', 'close', 'error'],
  settings,
  strictAbout: ['rules'],
  claims: ({ path }) => [`path:${path}`],
  command: ({ path, baudRate }) => `serial ${path} ${baudRate}`,
  traits: () => ({ unreachable: 'a serial port takes no connections: give both ends the path of their device' }),
  start: async (options, lane) => actorOf(await openPort(options, lane.dir), options, lane),
})

function actorOf(port: SerialPort, { path, rules: written }: SerialOptions, lane: Lane): Actor {
  const count = { read: 0, written: 0 }
  const queue = new ByteQueue(port)
  let state = `open at ${port.baudRate} baud`
  let leaving = false
  const send = (bytes: Uint8Array, times: number) => {
    count.written += bytes.length * times
    queue.send(bytes, times)
  }
  const rules = lineRules(written, lane, {
    get ending() {
      return leaving || !port.isOpen
    },
    write(bytes) {
      lane.sent(bytes)
      send(bytes, 1)
    },
  })
  const closed = new Promise<void>((resolve) => port.once('close', () => resolve()))
  port.on('data', (bytes: Buffer) => {
    count.read += bytes.length
    rules.received(bytes)
  })
  port.on('error', ({ message }) => lane.event({ name: 'error', words: `error: ${message}` }))
  port.once('close', () => {
    rules.over()
    state = leaving ? 'closed' : 'its device is gone'
    if (leaving) lane.event({ name: 'close', silent: true, ends: 'all' })
    else lane.event({ name: 'gone', words: 'device gone', ends: 'all' })
  })
  lane.event({ name: 'opened', words: `opened ${path} at ${port.baudRate} baud` })
  const leave = async () => {
    leaving = true
    if (port.isOpen) port.close()
    await closed
  }
  return {
    facts: () => ({ path, baudRate: port.baudRate, bytesRead: count.read, bytesWritten: count.written }),
    traffic: () => ({ ...count, queued: queue.pending + port.writableLength }),
    state: () => [state, rules.remark() ?? []].flat().join(', '),
    dueIn: () => rules.dueIn(),
    busy: () => port.isOpen && (queue.pending > 0 || port.writableLength > 0),
    send: (bytes, { times }) => send(bytes, times),
    pause: () => void port.pause(),
    resume: () => void port.resume(),
    async set(option, value) {
      const reason = await reasonOf((done) =>
        option === 'baudRate' ? port.update({ baudRate: Number(value) }, done) : port.set({ [option]: value }, done),
      )
      if (port.isOpen) state = `open at ${port.baudRate} baud`
      return reason
    },
    async close() {
      if (port.isOpen) await Promise.race([queue.flushed(), closed])
      if (port.isOpen) await reasonOf((done) => port.drain(done))
      await leave()
    },
    stop: leave,
  }
}

/** Resolves when the port has done it, with the library's reason when it cannot. */
function reasonOf(act: (done: (error: Error | null) => void) => void): Promise<string | undefined> {
  return new Promise((resolve) => act((error) => resolve(error?.message)))
}
