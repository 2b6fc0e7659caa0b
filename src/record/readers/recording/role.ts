/** What an actor of a kind does in a session. */
export type Role = 'client' | 'server' | 'udp' | 'proxy' | 'program'

export function roleOf(kind: string): Role {
  if (kind === 'udp' || kind === 'proxy') return kind
  if (kind.endsWith('-server')) return 'server'
  return kind.endsWith('-client') || kind === 'telnet' ? 'client' : 'program'
}
