import type { Stream } from '../../src/model/shake.ts'

/** A stream with these bytes, to a server. */
export function streamOf(text: string | Uint8Array, name: Partial<Stream> = {}): Stream {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return { actor: 'server', connection: 1, direction: 'up', length: bytes.length, bytes, ...name }
}
