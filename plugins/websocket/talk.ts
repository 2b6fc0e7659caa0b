import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import {
  codeOf,
  endsOf,
  errorEvent,
  resetReceived,
  type Actor,
  type EventDeclaration,
  type Facts,
  type LaneEvent,
  type Lane,
  type MessageRules,
} from '../../src/plugin.ts'
import { MessageQueue } from './message-queue.ts'

/** Close code of a connection whose peer sent no Close frame (RFC 6455, 7.1.5). */
const abnormal = 1006
/** Close code that stands for a Close frame without one. */
const noStatus = 1005

/** A conversation over WebSocket, from either side, with the two things that its kind’s own verbs do. */
export interface Talker extends Actor {
  ping(data: string): void
  /** It is there, and its event is on the lane: what its rules do then. */
  greet(): void
  closeWith(code: number, reason: string): Promise<void>
}

/** Events of a conversation, for the table of a kind. */
export const talkEvents: readonly (string | EventDeclaration)[] = [
  'close',
  'closed',
  'reset',
  'error',
  { name: 'ping', outOfBand: true },
  { name: 'pong', outOfBand: true },
  'reset-sent',
]

interface Setting {
  readonly words: string
  readonly raw: Socket
  readonly facts: Facts
  readonly rules: MessageRules
}

export function talker(socket: WebSocket, lane: Lane, { words, raw, facts, rules }: Setting): Talker {
  const ends = endsOf(raw)
  let state = words
  let over = false
  let resetThere = false
  const queue = new MessageQueue(socket)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))

  const event = (event: LaneEvent) => {
    if (over) return
    if (event.ends === 'all') {
      over = true
      state = event.words ?? event.name
    }
    lane.event(event)
  }
  raw.on('error', (error) => (resetThere ||= isReset(error)))
  const wire = wireOf(socket, queue, lane, () => reset(raw, event))
  socket.on('message', (data: RawData, isBinary: boolean) =>
    rules.received(bytesOf(data), isBinary ? 'binary' : 'text', wire),
  )
  reportControls(socket, event)
  socket.on('error', (error) => {
    if (isReset(error)) resetThere = true
    else event(errorEvent(error))
  })
  socket.on('close', (code: number, reason: Buffer) => {
    rules.stop()
    event(code === abnormal && resetThere ? resetReceived : closeEvent(code, reason.toString()))
  })

  const closeWith = async (code: number, reason: string) => {
    if (over) return
    await queue.drained()
    socket.resume()
    socket.close(code, reason)
    await closed
  }

  return {
    ends,
    traffic: () => ({ read: raw.bytesRead, written: raw.bytesWritten }),
    facts: (): Facts => ({ ...facts, ...factsOf(socket, raw) }),
    send: (bytes, { times, type }) => queue.put(bytes, times, type === 'binary'),
    close: () => closeWith(1000, ''),
    closeWith,
    ping(data) {
      if (socket.readyState === socket.OPEN) socket.ping(data)
    },
    reset: () => reset(raw, event),
    greet: () => rules.happened('connect', wire),
    dueIn: () => rules.dueIn(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    busy: () => queue.busy || socket.bufferedAmount > 0,
    state: () => [state, rules.remark() ?? []].flat().join(', '),
    stop: async ({ grace }) => (over ? undefined : goAway(socket, closed, Math.min(grace, 250))),
  }
}

function reset(raw: Socket, event: (event: LaneEvent) => void): void {
  event({ name: 'reset-sent', words: 'RST sent', did: 'reset', ends: 'all' })
  raw.resetAndDestroy()
}

/** What rules answer over. */
function wireOf(socket: WebSocket, queue: MessageQueue, lane: Lane, reset: () => void) {
  let ended = false
  const leave = (act: () => void) => {
    ended = true
    void queue.drained().then(act)
  }
  return {
    get ending() {
      return ended || socket.readyState !== socket.OPEN
    },
    send(content: Uint8Array, type: 'text' | 'binary') {
      lane.sent(content)
      queue.put(content, 1, type === 'binary')
    },
    end() {
      // The peer's answer is expected with it.
      lane.event({ name: 'closing', silent: true, did: 'end' })
      leave(() => socket.close(1000))
    },
    reset: () => leave(reset),
  }
}

/** Pings and pongs, which may come between any two messages, are events out of band (RFC 6455, 5.5). */
function reportControls(socket: WebSocket, event: (event: LaneEvent) => void): void {
  for (const name of ['ping', 'pong'] as const) {
    socket.on(name, (data: Buffer) => {
      const text = data.toString()
      event({ name, words: text === '' ? name : `${name} ${text}`, outOfBand: true, parts: { data: text } })
    })
  }
}

/** Closes with 1001, “going away”; a peer that has not answered after so many milliseconds is left. */
async function goAway(socket: WebSocket, closed: Promise<void>, patience: number): Promise<void> {
  socket.resume()
  socket.close(1001)
  const timer = setTimeout(() => socket.terminate(), patience)
  await closed
  clearTimeout(timer)
}

const factsOf = (socket: WebSocket, raw: Socket): Facts => ({
  protocol: socket.protocol,
  ...(raw.localPort === undefined ? {} : { localPort: raw.localPort }),
  ...(raw.remotePort === undefined ? {} : { remotePort: raw.remotePort }),
  bytesRead: raw.bytesRead,
  bytesWritten: raw.bytesWritten,
})

const closeEvent = (code: number, reason: string): LaneEvent => ({
  name: 'close',
  code,
  words: closeWords(code, reason),
  ends: 'all',
  parts: { code, reason },
})

const isReset = (error: unknown): boolean => ['ECONNRESET', 'EPIPE'].includes(codeOf(error))

function closeWords(code: number, reason: string): string {
  if (code === abnormal) return 'FIN received without a Close frame'
  const shown = code === noStatus ? 'closed without a code' : `closed with ${code}`
  return reason === '' ? shown : `${shown}: ${reason}`
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
