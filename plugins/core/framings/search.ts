import { Buffer } from 'node:buffer'

/** Where a byte or a text stands in bytes[from, to), or -1. What lies behind `to` is not searched. */
export function search(bytes: Uint8Array, wanted: number | Buffer, from: number, to: number): number {
  const known = to === bytes.length ? bytes : bytes.subarray(0, to)
  // Buffer's own search is by memchr, and works on any bytes.
  return Buffer.prototype.indexOf.call(known, wanted, from)
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts)
}
