import { Buffer } from 'node:buffer'
import { asksForWebSocket } from '../framing/websocket.ts'

/** The longest head of a request that is held back until it is whole. */
const longest = 16 * 1024

/**
 * Takes the offer to compress (RFC 7692) out of the request for a WebSocket, so that what goes over the wire can be read. All else
 * passes as it came; only the head of a GET request is held back until it is whole, or until no bytes come, which is the end.
 */
export function withoutDeflate(took: () => void): (bytes: Uint8Array) => Uint8Array {
  let held = Buffer.alloc(0)
  let over = false
  const release = (bytes: Uint8Array) => {
    over = true
    held = Buffer.alloc(0)
    return bytes
  }
  return (bytes) => {
    if (over) return bytes
    held = Buffer.concat([held, bytes])
    const asked = 'GET '
    const begun = held.subarray(0, asked.length).toString() === asked.slice(0, held.length)
    if (!begun || held.length > longest || bytes.length === 0) return release(held)
    const end = held.indexOf('\r\n\r\n')
    if (end < 0) return new Uint8Array()
    const head = held.subarray(0, end + 2).toString('latin1')
    const plain = head.replace(/^sec-websocket-extensions:.*\r\n/gim, '')
    if (plain === head || !asksForWebSocket(held)) return release(held)
    took()
    return release(Buffer.concat([Buffer.from(plain, 'latin1'), held.subarray(end + 2)]))
  }
}
