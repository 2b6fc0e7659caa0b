import { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import { listenAt, type Listening } from './sockets.ts'
import type { Place } from './place.ts'
import type { Rewrite } from './stream-relay.ts'

interface Environment {
  /** Where the recorder listens; undefined for a Unix socket. */
  readonly host: string | undefined
  readonly to: Place
  open(client: Socket, name: string, server: Place): void
}

/** The answer to PASV (RFC 959) and to EPSV (RFC 2428): where the server listens for one data connection. */
const passive = /^227 [^\r\n]*?(?<host>\d+,\d+,\d+,\d+),(?<high>\d+),(?<low>\d+)|^229 [^\r\n]*\(\|\|\|(?<port>\d+)\|\)/m

/** The server is to connect to the client: PORT (RFC 959) or EPRT (RFC 2428). */
export const asksActively = (bytes: Uint8Array): boolean =>
  bytes.length < 200 &&
  /^(?:PORT (?:\d+,){5}\d+|EPRT \|[12]\|.+\|\d+\|)\r\n/im.test(Buffer.from(bytes).toString('latin1'))

/** Data connections of FTP: the port in the server's answer becomes one of the recorder's, which leads to the server's. */
export class DataConnections {
  readonly #around: Environment
  readonly #listening = new Set<Listening>()
  #count = 0

  constructor(around: Environment) {
    this.#around = around
  }

  /** What the server of one control connection sends, with the port exchanged. Any other server's bytes pass as they are. */
  rewriting(): Rewrite {
    let isFtp: boolean | undefined
    return (bytes) => {
      // FTP, SMTP and some others greet with 220 (RFC 959, 5.4).
      isFtp ??= bytes[0] === 0x32 && bytes[1] === 0x32 && bytes[2] === 0x30
      return isFtp ? this.#exchanged(bytes) : bytes
    }
  }

  close(): void {
    for (const each of this.#listening) each.close()
  }

  async #exchanged(bytes: Uint8Array): Promise<Uint8Array> {
    const { host, to } = this.#around
    const text = Buffer.from(bytes).toString('latin1')
    const found = passive.exec(text)
    const groups = found?.groups
    if (found === null || groups === undefined || host === undefined || 'path' in to) return bytes
    const extended = groups['port']
    const theirs = extended === undefined ? Number(groups['high']) * 256 + Number(groups['low']) : Number(extended)
    const there = {
      host: extended === undefined ? (groups['host'] as string).replaceAll(',', '.') : to.host,
      port: theirs,
    }
    const port = await this.#listen(host, there)
    const answer =
      extended === undefined
        ? found[0].replace(/\d+,\d+,\d+,\d+,\d+,\d+$/, `${host.replaceAll('.', ',')},${port >> 8},${port & 255}`)
        : found[0].replace(`|||${extended}|`, `|||${port}|`)
    return Buffer.from(text.replace(found[0], answer), 'latin1')
  }

  /** One connection is expected there. */
  async #listen(host: string, there: Place): Promise<number> {
    const name = ++this.#count === 1 ? 'data' : `data-${this.#count}`
    const listening = await listenAt({ host, port: 0 }, (socket) => {
      listening.close()
      this.#listening.delete(listening)
      this.#around.open(socket, name, there)
    })
    this.#listening.add(listening)
    return (listening.place as { readonly port: number }).port
  }
}
