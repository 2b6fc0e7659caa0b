import { encodeText } from '../../text/byte-text.ts'
import type { Framer } from '../../model/framer.ts'
import type { ActorInstance } from './actor-instance.ts'

/** A line as this actor sends it: cut by its framing, or with the end (`eol`) that its author wants instead. */
export function framedLine({ declaration, framer }: ActorInstance, line: Uint8Array, typed = false): Uint8Array {
  // The key that a person presses on a terminal is CR; the terminal makes it a line feed for a program that reads lines (termios, ICRNL).
  const eol = declaration.eol ?? (typed ? '\r' : undefined)
  return eol === undefined ? framer.encode(line) : Buffer.concat([line, encodeText(eol)])
}

/** The same for what an actor receives and answers by itself. */
export function ownFramer(instance: ActorInstance): Framer {
  const { framer } = instance
  return instance.declaration.eol === undefined ? framer : { ...framer, encode: (line) => framedLine(instance, line) }
}
