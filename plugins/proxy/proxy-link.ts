import type { wires } from '../../src/plugin.ts'
import type { WrittenFault } from './fault.ts'

/** One client's connection through a proxy, or the datagrams of one client. */
export interface ProxyLink {
  readonly number: number
  readonly busy: boolean
  readonly bytesUp: number
  readonly bytesDown: number
  /** Milliseconds until something happens here by time alone. */
  dueIn(): number | undefined
  add(fault: WrittenFault): void
  /** Faults are over in this direction; `left` answers what is left of each. */
  clear(direction: wires.Direction | 'both', left: <F extends WrittenFault>(fault: F) => F | undefined): void
  destroy(): void
}
