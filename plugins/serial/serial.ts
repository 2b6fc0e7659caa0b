import type { SerialPort } from 'serialport'
import { ByteQueue, defineKind, lineRules, type Actor, type Lane } from '../../src/plugin.ts'
import { serialOptions, settings, type SerialOptions } from './options.ts'
import { deviceWatch, openPort } from './port.ts'

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
  async start(options, lane) {
    const port = await openPort(options, lane.dir)
    try {
      return actorOf(port, options, lane)
    } catch (error) {
      // Rules that its framing can never meet.
      port.close()
      throw error
    }
  },
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
  lane.event({ name: 'opened', begins: true, words: `opened ${path} at ${port.baudRate} baud` })
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
    busy: busyOf(port, queue, deviceWatch(port, lane.dir)),
    send: (bytes, { times }) => send(bytes, times),
    pause: () => void port.pause(),
    resume: () => void port.resume(),
    async set(option, value) {
      const reason = await changed(port, option, value)
      if (port.isOpen) state = `open at ${port.baudRate} baud`
      return reason
    },
    async close() {
      await drained(port, queue, closed)
      await leave()
    },
    stop: leave,
  }
}

/** Asks whether something is on its way: bytes, or, between the closing of the port and its event, the end. */
function busyOf(port: SerialPort, queue: ByteQueue, lookForDevice: () => void): () => boolean {
  let over = false
  port.once('close', () => (over = true))
  return () => {
    lookForDevice()
    return !over && (!port.isOpen || queue.pending > 0 || port.writableLength > 0)
  }
}

/** Resolves when all has left, or the port is closed. */
async function drained(port: SerialPort, queue: ByteQueue, closed: Promise<void>): Promise<void> {
  if (port.isOpen) await Promise.race([queue.flushed(), closed])
  if (port.isOpen) await reasonOf((done) => port.drain(done))
}

/** Changes an option of an open port; resolves with the library's reason when it cannot. */
const changed = (port: SerialPort, option: string, value: unknown): Promise<string | undefined> =>
  reasonOf((done) =>
    option === 'baudRate' ? port.update({ baudRate: Number(value) }, done) : port.set({ [option]: value }, done),
  )

/** Resolves when the port has done it, with the library's reason when it cannot. */
function reasonOf(act: (done: (error: Error | null) => void) => void): Promise<string | undefined> {
  return new Promise((resolve) => act((error) => resolve(error?.message)))
}
