const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of these bytes; undefined where they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

// Tab, line ends, form feed and ESC stand in what people read on a terminal; other control characters do not.
// oxlint-disable-next-line no-control-regex
const unreadable = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/u

/** The text that a person could read in these bytes: UTF-8 without control characters other than white space and ESC. */
export function readableText(bytes: Uint8Array): string | undefined {
  const text = textOf(bytes)
  return text === undefined || unreadable.test(text) ? undefined : text
}

export const isReadable = (bytes: Uint8Array): boolean => readableText(bytes) !== undefined

/** The share of bytes that are printable ASCII or white space: 1 for plain text, about 0.4 for random bytes. */
export function readableShare(bytes: Uint8Array): number {
  if (bytes.length === 0) return 1
  let readable = 0
  for (const byte of bytes) if ((byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)) readable++
  return readable / bytes.length
}
