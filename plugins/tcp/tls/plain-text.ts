import {
  codeOf,
  cut,
  errorEvent,
  printable,
  resetReceived,
  type Connection,
  type LaneEvent,
} from '../../../src/plugin.ts'

const longest = 60

/** What OpenSSL answers when something other than a record of TLS comes. */
const noRecord = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_HTTPS_PROXY_REQUEST',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_UNEXPECTED_MESSAGE',
  'ERR_SSL_BAD_RECORD_TYPE',
])

const injected: LaneEvent = { ...errorEvent({ code: 'starttls-injection' }), ends: 'all' }

/**
 * Refuses what came in plain text behind the request for TLS, where somebody on the way may have put it (CVE-2011-0411): the connection
 * ends, with a FIN, and whatever still comes is thrown away.
 */
export function refuseInjected(connection: Connection, bytes: Uint8Array): undefined {
  connection.remark = `“${printable(cut(Buffer.from(bytes).toString(), longest).trimEnd())}” came in plain text`
  connection.event(injected)
  connection.endAlong()
  return undefined
}

/** Which event an error is, during the handshake and behind it. */
export function securityEvent(error: Error, handshaking: boolean): LaneEvent {
  const code = codeOf(error)
  if (handshaking && noRecord.has(code)) return injected
  // Node makes one of a FIN; the error of an RST names its system call.
  const ended = handshaking && code === 'ECONNRESET' && (error as NodeJS.ErrnoException).syscall === undefined
  if (ended) return { name: 'end', words: 'FIN received', ends: 'all' }
  return code === 'ECONNRESET' ? resetReceived : { ...errorEvent(error), ends: 'all' }
}
