/** What is wrong with what a message form of a kind has written, in a few words; undefined when nothing is. */
export function mistakeInMessage(written: unknown): string | undefined {
  if (typeof written !== 'object' || written === null) return 'write() gives no { bytes, shown }'
  const { bytes, shown } = written as { readonly bytes?: unknown; readonly shown?: unknown }
  if (!(bytes instanceof Uint8Array)) return '“bytes” of what write() gives is no Uint8Array'
  return typeof shown === 'string' ? undefined : '“shown” of what write() gives is no text'
}
