import { portsInUse } from '../../kernel/listening.ts'
import { newestProcess, statOf } from '../../kernel/proc.ts'
import { digitsOfWires, isPortTaken, takePort, tenOf } from '../../kernel/taken-ports.ts'

const lowest = 20_000
const highest = 31_999
/** So many processes may begin while a port is in use; their numbers are given one after another. */
const processesAhead = 4000
/** From a port that does not fit to the next that is tried. Those side by side would all lead to the same one behind them. */
const stride = 7919
/**
 * An unused port below the ephemeral range, taken until it is given back, so that scenarios side by side never get the same one. On Linux the kernel's
 * tables are read; elsewhere a taken one shows when it is bound. Starts at a place that differs between processes. No number that something else in
 * the run has or may get is drawn while there are others: neither one of `written`, which the scenario contains, nor that of a
 * process that lives or begins soon. So a number in a transcript that equals the port is the port. Of several processes that draw at the
 * same moment, each has a `share` of the ports. The ports beside it are left for a wire, while there is room.
 */
export function drawFreePort(
  seed: number,
  written: Pick<ReadonlySet<string>, 'has'> = new Set(),
  share = { number: 0, of: 1 },
): number {
  const used = portsInUse()
  const isOurs = (port: number) => Math.floor(port / 10) % share.of === share.number
  const isFree = (port: number) =>
    isOurs(port) && !digitsOfWires.includes(port % 10) && !isPortTaken(port) && !used.has(port)
  const isAlone = (port: number) => tenOf(port).every((each) => !isPortTaken(each))
  const last = newestProcess()
  const isNumber = (port: number) => written.has(String(port)) || mayBeProcess(port, last)
  const port =
    firstFrom(seed, (one) => isFree(one) && isAlone(one) && !isNumber(one)) ??
    firstFrom(seed, (one) => isFree(one) && !isNumber(one)) ??
    firstFrom(seed, isFree) ??
    lowest
  takePort(port)
  return port
}

function firstFrom(seed: number, fits: (port: number) => boolean): number | undefined {
  const span = highest - lowest + 1
  for (let i = 0; i < span; i++) {
    const port = lowest + ((seed + i * stride) % span)
    if (fits(port)) return port
  }
  return undefined
}

function mayBeProcess(number: number, last: number | undefined): boolean {
  if (last === undefined) return false
  return (number > last && number <= last + processesAhead) || statOf(number) !== undefined
}
