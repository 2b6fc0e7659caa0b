import type { Framer } from '../../model/framer.ts'
import type { GuardContext } from '../context/run-context.ts'
import { pluginError, thrownMessage } from './plugin-error.ts'

/** What stands in for a framing that could not even be made: nothing is ever a line. */
export const noFramer: Framer = { shows: 'text', find: () => undefined, encode: (line) => line }

/** A framing behind one wall: a cut must be inside of what was looked at and go forward, or lines would be cut for ever. */
export function guardFramer(context: GuardContext, name: string, framer: Framer): Framer {
  const who = `the framing “${name}” of the plugin “${context.registry.framings.get(name)?.plugin ?? name}”`
  return {
    shows: framer.shows === 'bytes' ? 'bytes' : 'text',
    ...(typeof framer.terminator === 'number' ? { terminator: framer.terminator } : {}),
    find(bytes, from, to, scanned) {
      try {
        const cut = framer.find(bytes, from, to, scanned)
        if (cut === undefined) return undefined
        const { start, end, next } = cut
        if (start >= from && end >= start && next >= end && next > from && next <= to) return cut
        const where = `[${start}, ${end}) up to ${next}, of [${from}, ${to})`
        pluginError(context, `${who} cut a line that cannot be: ${where}`)
      } catch (error) {
        pluginError(context, `${who} threw in find(): ${thrownMessage(error)}`)
      }
      return undefined
    },
    encode(line) {
      try {
        const bytes: unknown = framer.encode(line)
        if (bytes instanceof Uint8Array) return bytes
        pluginError(context, `${who} made no bytes of a line`)
      } catch (error) {
        pluginError(context, `${who} threw in encode(): ${thrownMessage(error)}`)
      }
      return line
    },
  }
}
