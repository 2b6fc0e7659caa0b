import { shownAddress, type Address, type LaneEvent } from '../../../src/plugin.ts'

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ENOENT: 'No such file or directory',
  ETIMEDOUT: 'Connection timed out',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  EACCES: 'Permission denied',
}

const closed = 'Connection closed.'

/**
 * What a person at telnet's terminal reads when something happens. `leaving` is true once this side has left by itself: then it is
 * not the foreign host who closes, and the last word comes when all has been received. `said` is true once the foreign host has
 * closed: what it does after that, telnet does not see.
 */
export function telnetSays(
  event: LaneEvent,
  address: Address,
  { leaving, connected, said }: { readonly leaving: boolean; readonly connected: boolean; readonly said: boolean },
): LaneEvent {
  switch (event.name) {
    case 'connected':
      return { ...event, prints: [trying(address), `Connected to ${address.shown}.`, "Escape character is '^]'."] }
    case 'error':
      if (connected) return event
      return {
        ...event,
        prints: [
          trying(address),
          `telnet: Unable to connect to remote host: ${reasons[String(event.code)] ?? event.code}`,
        ],
      }
    case 'end':
      return leaving ? { ...event, silent: true } : { ...event, prints: ['Connection closed by foreign host.'] }
    case 'reset':
      if (said) return { ...event, silent: true }
      return { ...event, prints: [leaving ? closed : 'Connection closed by foreign host.'] }
    case 'fin-sent':
      return leaving ? { ...event, silent: true } : event
    case 'close':
      return leaving ? { name: 'closed', prints: [closed], did: 'close', ends: 'all' } : event
    case 'closed':
      return { ...event, prints: [closed] }
    default:
      return event
  }
}

function trying(address: Address): string {
  return `Trying ${'path' in address ? shownAddress(address) : address.host}...`
}
