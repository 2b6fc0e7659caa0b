import { Buffer } from 'node:buffer'
import { performance } from 'node:perf_hooks'
import * as z from 'zod'
import { defineKind, duration, oneListening, serve, serverCommand, text, type Connection } from '../../src/plugin.ts'
import { announcing, announcingServer } from './announcing.ts'

const options = z
  .strictObject({
    ...announcing,
    greeting: text().optional().describe('the line that a client is greeted with'),
    farewell: text().optional().describe('the line before it ends the connection'),
    delay: duration().optional().describe('the time between the two; 1s when absent'),
  })
  .refine(...oneListening)
  .meta({ examples: [{ port: 9000 }] })

/** The course's simple server: greets, waits a second, sends a goodbye and ends. */
export const greetingServer = defineKind({
  about: 'greets a client, says goodbye after a second and ends the connection',
  ...announcingServer,
  options,
  command: (options) => serverCommand('greeting-server', options),
  async start(options, lane) {
    const { greeting = 'Hello! I am TCP server', farewell = 'Good bye!', delay = 1000 } = options
    const { announce = 'server accepting connections', connected = 'connection from client' } = options
    const due = new Set<Farewell>()
    const server = await serve(options, lane, {
      behave: () => ({}),
      greet(connection) {
        lane.print(connected, { of: 'connection' })
        connection.write(lineOf(connection, greeting))
        leaveAfter(delay, { farewell, connection, due })
      },
      dueIn: () =>
        due.size === 0 ? undefined : Math.max(0, Math.min(...[...due].map(({ at }) => at)) - performance.now()),
    })
    lane.print(announce)
    return server
  },
})

const lineOf = ({ lane }: Connection, line: string): Uint8Array => lane.framer.encode(Buffer.from(line))

/** One that is still to come, at this time on the clock of `performance.now`. */
interface Farewell {
  readonly at: number
}

interface Leaving {
  readonly farewell: string
  readonly connection: Connection
  readonly due: Set<Farewell>
}

/** A client that has left before gets no good bye. */
function leaveAfter(delay: number, { farewell, connection, due }: Leaving): void {
  const mine = { at: performance.now() + delay }
  due.add(mine)
  const timer = setTimeout(() => {
    due.delete(mine)
    if (connection.ending) return
    connection.write(lineOf(connection, farewell))
    connection.endAlong()
  }, delay)
  connection.socket.once('close', () => {
    due.delete(mine)
    clearTimeout(timer)
  })
}
