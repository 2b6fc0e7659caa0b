import { isUtf8 } from 'node:buffer'

const tab = 0x09
const carriageReturn = 0x0d
const space = 0x20
const del = 0x7f

/** Text is valid UTF-8 without control characters but for white space; everything else is shown as bytes. */
export function messageType(bytes: Uint8Array): 'text' | 'binary' {
  if (!isUtf8(bytes)) return 'binary'
  for (const byte of bytes) {
    if (byte === del || (byte < space && (byte < tab || byte > carriageReturn))) return 'binary'
  }
  return 'text'
}
