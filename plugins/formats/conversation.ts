import type { LaneInfo, Row, Transcript } from '../../src/plugin.ts'
import { isOwnWords } from './own-words.ts'

export interface Conversation {
  readonly lane: string
  /** `C: Hello server`, `S: Hello server`, `C: <connected to localhost:9000>`. */
  readonly lines: readonly string[]
}

/** What the other side did to the connection. */
const fromPeer = /^(?:end|reset|closed?)\b/

/**
 * What went over the wire, as RFCs show it since RFC 1939: `C:` before what the client sends, `S:` before what the server sends,
 * and events in angle brackets. Shown from the clients' side; from the side of the server's connections where no client is an
 * actor. Empty when neither is there: what a program prints is not what it sends.
 */
export function conversations({ lanes, rows }: Transcript): Conversation[] {
  const clients = lanes.filter(({ kind }) => kind === 'telnet' || kind.endsWith('client'))
  const received = [...new Set(rows.map(({ lane }) => lane))]
  const sides =
    clients.length > 0
      ? clients.map((info) => ({ lane: info.lane, own: 'C', peer: 'S', info }))
      : received.filter((lane) => lane.includes('#')).map((lane) => ({ lane, own: 'S', peer: 'C', info: undefined }))
  return sides
    .map(({ lane, own, peer, info }) => ({
      lane,
      lines: rows.filter((row) => row.lane === lane).map((row) => line(row, own, peer, info)),
    }))
    .filter(({ lines }) => lines.length > 0)
}

function line({ mark, text }: Row, own: string, peer: string, info: LaneInfo | undefined): string {
  const printed = (who: string): string => (text === '' ? `${who}:` : `${who}: ${text}`)
  const done = (who: string): string => `${who}: <${text}>`
  if (mark === '>') return printed(own)
  if (mark === '|' || mark === '~') return isOwnWords(info?.kind, text) ? done(own) : printed(peer)
  return done(mark === '*' && fromPeer.test(text) ? peer : own)
}
