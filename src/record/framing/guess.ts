import type { SeenFraming } from '../session.ts'
import { delimiterOf } from './delimiter.ts'
import { lengthPrefixOf } from './length-prefix.ts'
import { lineEndsOf, type LineEnds } from './line-ends.ts'
import { readableShare, textOf } from './text.ts'
import { asksForWebSocket } from './websocket.ts'

/** What one connection carried: `up` from its client, `down` from its server. */
export interface Streams {
  readonly up: Uint8Array
  readonly down: Uint8Array
}

/** The framing of the client and of the server of the same connections. */
export interface Framings {
  readonly client: SeenFraming
  readonly server: SeenFraming
}

const both = (framing: SeenFraming): Framings => ({ client: framing, server: framing })

/** Bytes may be a file or a binary value among lines; below this share of readable bytes nobody would call them lines. */
const mostlyText = 0.7

/** The framing of connections between the same two ends, guessed from all bytes that they carried. Pure. */
export function guessFraming(connections: readonly Streams[], transport: string): Framings {
  if (transport === 'udp') return both({ name: 'message', why: 'each datagram is a message' })
  const up = connections.map((each) => each.up).filter(({ length }) => length > 0)
  const down = connections.map((each) => each.down).filter(({ length }) => length > 0)
  const all = [...up, ...down]
  if (all.length === 0) return both({ name: 'line', why: 'no byte was sent' })
  if (transport === 'websocket' || (up.some(asksForWebSocket) && down.some(agrees)))
    return both({ name: 'websocket', why: 'the client asked for a WebSocket (RFC 6455)' })
  if (up.some(asksByHttp))
    return both({ name: 'crlf', why: 'HTTP/1.1: lines end with CR LF, bodies are as long as their header says' })
  return lines(up, down) ?? both(withoutLines(all))
}

const agrees = (bytes: Uint8Array): boolean => asAscii(bytes.subarray(0, 13)) === 'HTTP/1.1 101 '

const asksByHttp = (bytes: Uint8Array): boolean =>
  /^[A-Z]+ \S+ HTTP\/1\.[01]\r\n/.test(textOf(bytes.subarray(0, 400)) ?? asAscii(bytes.subarray(0, 400)))

const asAscii = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

function lines(up: readonly Uint8Array[], down: readonly Uint8Array[]): Framings | undefined {
  const all = [...up, ...down]
  const total = all.reduce((sum, { length }) => sum + length, 0)
  const readable = all.reduce((sum, bytes) => sum + readableShare(bytes) * bytes.length, 0)
  if (readable < mostlyText * total) return undefined
  const ends = { up: lineEndsOf(up), down: lineEndsOf(down) }
  const { crlf, lf, ended } = lineEndsOf(all)
  if (crlf + lf === 0) return undefined
  if (readable < total && !ended) return undefined
  const prefix = lengthPrefixOf(all)
  if (prefix !== undefined && !ended) return undefined
  if (lf === 0) return both({ name: 'crlf', why: `${asWords(crlf)} with CR LF` })
  if (crlf === 0) {
    const json = ended && all.every(isJsonLines)
    return both({ name: json ? 'json' : 'line', why: json ? 'each line is JSON' : `${asWords(lf)} with LF` })
  }
  return mixed(ends)
}

/** `line` receives both ends; what each side sends, it ends with what it was seen to use most. */
function mixed({ up, down }: { readonly up: LineEnds; readonly down: LineEnds }): Framings {
  const why = `lines of the client end with ${named(up)}, lines of the server with ${named(down)}`
  const of = (sent: LineEnds): SeenFraming => ({
    name: 'line',
    ...(sent.crlf > sent.lf ? { eol: '\r\n' } : {}),
    why,
  })
  return { client: of(up), server: of(down) }
}

const named = ({ crlf, lf }: LineEnds): string =>
  crlf > 0 && lf > 0 ? 'CR LF or LF' : crlf > 0 ? 'CR LF' : lf > 0 ? 'LF' : 'nothing'

const asWords = (count: number): string => (count === 1 ? 'the only line ends' : `all ${count} lines end`)

function isJsonLines(bytes: Uint8Array): boolean {
  const lines = (textOf(bytes) ?? '').split(/\r?\n/).slice(0, -1)
  return lines.length > 0 && lines.every((line) => /^[[{]/.test(line) && isJson(line))
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function withoutLines(all: readonly Uint8Array[]): SeenFraming {
  const delimiter = delimiterOf(all)
  if (delimiter !== undefined)
    return { name: 'delimiter', option: delimiter.text, why: `each message ends with ${delimiter.words}` }
  const prefix = lengthPrefixOf(all)
  if (prefix !== undefined) {
    const { width, frames, readable } = prefix
    const why = `${frames} messages follow their length in ${width === 1 ? 'a byte' : `${width} bytes`}`
    if (readable) return { name: 'length', option: width, why }
    return { name: 'raw', why: `${why}, but are not text` }
  }
  if (all.every((bytes) => readableShare(bytes) === 1)) return { name: 'line', why: 'text without a line end' }
  return { name: 'raw', why: 'the bytes are neither text nor messages behind their length' }
}
