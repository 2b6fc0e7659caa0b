import type { Framer } from '../../model/plugin.ts'
import type { Stage } from '../stage/stage.ts'
import { misbehave, said } from './misbehave.ts'

/** What stands in for a framing that could not even be made: nothing is ever a line. */
export const noFramer: Framer = { shows: 'text', find: () => undefined, encode: (line) => line }

/** A framing behind one wall: a cut must be inside of what was looked at and go forward, or lines would be cut for ever. */
export function guardFramer(stage: Stage, name: string, framer: Framer): Framer {
  const who = `the framing “${name}” of the plugin “${stage.registry.framings.get(name)?.plugin ?? name}”`
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
        misbehave(stage, `${who} cut a line that cannot be: ${where}`)
      } catch (error) {
        misbehave(stage, `${who} threw in find(): ${said(error)}`)
      }
      return undefined
    },
    encode(line) {
      try {
        const bytes: unknown = framer.encode(line)
        if (bytes instanceof Uint8Array) return bytes
        misbehave(stage, `${who} made no bytes of a line`)
      } catch (error) {
        misbehave(stage, `${who} threw in encode(): ${said(error)}`)
      }
      return line
    },
  }
}
