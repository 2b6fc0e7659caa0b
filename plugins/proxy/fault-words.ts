import type { Fault } from './fault.ts'

/** A fault as its row in the transcript names it: `latency 60ms, jitter 10ms, down`, `reset after 5 bytes, connection 2`. */
export function faultWords(fault: Fault): string {
  const { direction, connection, after } = fault
  const words = [
    amount('latency', fault.latency, 'ms'),
    amount('jitter', fault.jitter, 'ms'),
    amount('bandwidth', fault.bandwidth, ' bytes a second'),
    amount('slice', fault.slice, ' bytes'),
    fault.split === undefined ? undefined : `split at ${fault.split.join(' and ')}`,
    amount('corrupt', fault.corrupt, ' bytes'),
    ...(['stop', 'reset', 'half-close', 'refuse', 'clear'] as const).filter((name) => fault[name] === true),
    direction === 'both' ? undefined : direction,
    connection === undefined ? undefined : `connection ${connection}`,
    after?.bytes === undefined ? undefined : `after ${after.bytes}${after.from === 'now' ? ' more' : ''} bytes`,
    after?.line === undefined ? undefined : `after ${after.line.shown}`,
  ]
  return words.filter((word) => word !== undefined).join(', ')
}

const amount = (name: string, value: number | undefined, unit: string): string | undefined =>
  value === undefined ? undefined : `${name} ${value}${value === 1 ? unit.replace(/^( byte)s$/, '$1') : unit}`
