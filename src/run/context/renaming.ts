import { isPid, type Alias } from '../../model/event.ts'
import type { Numbers } from '../../model/raw-transcript.ts'
import { Aliases } from '../../text/aliases.ts'
import { decodeText, encodeText } from '../../text/byte-text.ts'

/**
 * Renames volatile texts in what is left out of a transcript, which is hashed under its stable names. `aliases` may grow: a group
 * has thousands. `doubtful` numbers are something else in this run, too.
 */
export function renaming(aliases: readonly Alias[], doubtful: Numbers): (bytes: Uint8Array) => Uint8Array {
  const known = new Aliases(doubtful)
  let added = 0
  return (all) => {
    for (; added < aliases.length; added++) {
      const alias = aliases[added] as Alias
      // What is left out was received, and a number that was received is no process id.
      if (!isPid(alias)) known.add(alias.volatile, alias.name)
    }
    const bytes = Buffer.from(all.buffer, all.byteOffset, all.byteLength)
    if (!known.mayStandIn(bytes)) return all
    const text = decodeText(bytes, 0, bytes.byteLength)
    const renamed = known.rename(text, (name) => name)
    return renamed === text ? all : encodeText(renamed)
  }
}
