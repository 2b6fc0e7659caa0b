import { wires } from '../../src/plugin.ts'

/** A fault as its row in the transcript names it: `latency 60ms, jitter 10ms, down`, `reset after 5 bytes, connection 2`. */
export function faultWords(fault: wires.Fault): string {
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

/** What a fault that has come into force shows in the proxy's own output; undefined where its step has said it already. */
export function struckWords(fault: wires.Fault, direction: wires.Direction): string | undefined {
  const visible = fault.reset === true || fault['half-close'] === true
  if (!visible && fault.after === undefined) return undefined
  // A refused connection has the row of its reset, and a clear affects no connection.
  const names = wires.effects.filter((name) => fault[name] !== undefined && name !== 'refuse' && name !== 'clear')
  const { bytes, from, line } = fault.after ?? {}
  const place =
    bytes === undefined
      ? line === undefined
        ? ''
        : ` after ${line.shown} ${direction}`
      : ` after ${bytes}${from === 'now' ? ' more' : ''} bytes ${direction}`
  return `${names.join(', ')}${place}`
}
