import { Buffer } from 'node:buffer'
import * as z from 'zod'
import {
  defineKind,
  LineReader,
  oneListening,
  serve,
  serverCommand,
  text,
  type Behaviour,
  type Framer,
  type Lane,
} from '../../src/plugin.ts'
import { announcing, announcingServer } from './announcing.ts'

const options = z
  .strictObject({
    ...announcing,
    greeting: text().optional().describe('the line that a client is greeted with; none when empty'),
    prefix: text().optional().describe('answer each line with this and the line, instead of every byte as it came'),
    quiet: z.boolean().optional().describe('print nothing'),
  })
  .refine(...oneListening)
  .meta({ examples: [{ port: 9000 }] })

/** The course's echo server: greets, prints what it receives, and sends every byte back. */
export const echoServer = defineKind({
  about: 'greets a client, prints every line it receives and sends everything back',
  ...announcingServer,
  options,
  command: (options) => serverCommand('echo-server', options),
  async start(options, lane) {
    const {
      greeting = 'Hello client!',
      announce = 'server accepting connections',
      connected = 'client connected',
      prefix,
    } = options
    const print: Print = options.quiet === true ? () => undefined : (line, how) => lane.print(line, how)
    const behave = ({ framer }: Lane) =>
      prefix === undefined ? echoing(framer, print) : answering(framer, prefix, print)
    const server = await serve(options, lane, {
      behave,
      greet(connection) {
        print(connected, { of: 'connection' })
        if (greeting !== '') connection.write(connection.lane.framer.encode(Buffer.from(greeting)))
      },
    })
    print(announce)
    return server
  },
})

type Print = Lane['print']

/** Every byte as it came; reading stops while the client does not take what it is sent. */
function echoing(framer: Framer, print: Print): Behaviour {
  const lines = new LineReader(framer, (line) => print(line))
  return {
    received(chunk, connection) {
      connection.receive(chunk)
      lines.push(chunk)
      if (!connection.ending && !connection.write(chunk)) connection.hold(true)
    },
    receivedAll: () => lines.end(),
    drained: (connection) => connection.hold(false),
  }
}

/** One answer a line, all answers to a chunk in one write. */
function answering(framer: Framer, prefix: string, print: Print): Behaviour {
  let answers: Uint8Array[] = []
  const lines = new LineReader(framer, (line) => {
    print(line)
    answers.push(framer.encode(Buffer.from(prefix + line)))
  })
  return {
    received(chunk, connection) {
      connection.receive(chunk)
      answers = []
      lines.push(chunk)
      if (answers.length > 0 && !connection.ending && !connection.write(joined(answers))) connection.hold(true)
    },
    receivedAll: () => lines.end(),
    drained: (connection) => connection.hold(false),
  }
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array =>
  pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces)
