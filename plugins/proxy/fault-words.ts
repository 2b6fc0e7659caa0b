import { counted, wires } from '../../src/plugin.ts'
import type { WrittenFault } from './fault.ts'
import type { Datagrams } from './picked.ts'
import type { WrittenPlace } from './places.ts'

/** Whether what passes is a stream or datagrams. */
export type Carried = 'bytes' | 'datagrams'

/** A fault as its row in the transcript names it: `latency 60ms, jitter 10ms, down`, `reset after 5 bytes, connection 2`. */
export function faultWords(fault: WrittenFault, carried: Carried = 'bytes'): string {
  const { direction, connection, after, before, times, clear } = fault
  const words = [
    ...effectWords(fault, carried),
    clear === true ? 'clear' : clear && `clear ${clear.join(' and ')}`,
    direction === 'both' ? undefined : direction,
    connection && connectionWords(connection),
    after && `after ${placeWords(after)}${after.direction === undefined ? '' : ` ${after.direction}`}`,
    before && `before ${placeWords(before)}${before.direction === undefined ? '' : ` ${before.direction}`}`,
    times && (times === 1 ? 'once' : `${times} times`),
  ]
  return words.filter((word) => word !== undefined).join(', ')
}

function effectWords(fault: WrittenFault, carried: Carried): (string | undefined)[] {
  const { datagrams } = fault
  return [
    lasting('latency', fault.latency),
    lasting('jitter', fault.jitter),
    fault.bandwidth && `bandwidth ${counted(fault.bandwidth, 'byte')} a second`,
    fault.slice && `slice ${counted(fault.slice, 'byte')}`,
    fault.split && `split at ${fault.split.join(' and ')}`,
    fault.join && `join ${counted(fault.join, 'byte')}`,
    lasting('delay', fault.delay),
    affected('corrupt', datagrams?.corrupt, carried),
    affected('lose', datagrams?.lose, carried),
    affected('duplicate', datagrams?.duplicate, 'datagrams'),
    datagrams?.reorder &&
      `reorder ${Array.isArray(datagrams.reorder) ? datagrams.reorder.join(', ') : `each ${String(datagrams.reorder)}`}`,
    fault.stop && 'stop',
    lasting('timeout', fault.timeout),
    lasting('slow-close', fault['slow-close']),
    ...(['reset', 'half-close', 'close', 'refuse'] as const).filter((name) => fault[name] === true),
  ].map((word) => word || undefined)
}

const lasting = (name: string, milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : `${name} ${milliseconds}ms`

function affected(name: string, datagrams: Datagrams | undefined, carried: Carried): string | undefined {
  if (datagrams === undefined) return undefined
  if ('share' in datagrams) return `${name} ${percent(datagrams.share)} of ${carried}`
  if ('numbers' in datagrams) return `${name} ${numbered('datagram', datagrams.numbers)}`
  return `${name} ${counted(datagrams.next, carried === 'bytes' ? 'byte' : 'datagram')}`
}

/** `connection 2`, `connections 1 and 3`. */
const numbered = (what: string, numbers: readonly number[]): string =>
  `${what}${numbers.length === 1 ? '' : 's'} ${numbers.join(' and ')}`

const percent = (share: number): string => `${Number((share * 100).toFixed(3))}%`

const connectionWords = (connection: wires.Connections): string =>
  'share' in connection ? `${percent(connection.share)} of connections` : numbered('connection', connection.numbers)

/** A place without its direction: `5 more bytes`, `/^250/`, `match 2 of "250"`. */
function placeWords({ bytes, datagrams, from, line, sequence, match, time }: WrittenPlace): string {
  if (time !== undefined) return `${time}ms${from === 'start' ? ' of the connection' : ''}`
  const more = from === 'now' ? 'more ' : ''
  if (bytes !== undefined) return counted(bytes, `${more}byte`)
  if (datagrams !== undefined) return counted(datagrams, `${more}datagram`)
  return `${match === undefined || match === 1 ? '' : `match ${match} of `}${(line ?? sequence)?.shown}`
}

/** What a fault that has come into force shows in the proxy's own output; undefined where its step has said it already. */
export function struckWords(fault: WrittenFault, direction: wires.Direction): string | undefined {
  const { after, before } = fault
  const place = after ?? before
  // What lasts, and begins at its step, needs no row for each connection.
  if (place === undefined && !wires.does(fault, ({ acts }) => acts === 'passing' || acts === 'ending')) return undefined
  // A refused connection has the row of its reset.
  const names = wires
    .effectsOf(fault)
    .filter((name) => name !== 'refuse')
    .join(', ')
  if (place === undefined) return names
  const where = place.time === undefined ? ` ${place.direction ?? direction}` : ''
  return `${names} ${after === undefined ? 'before' : 'after'} ${placeWords(place)}${where}`
}
