import { readSync } from 'node:fs'

/** All that stands in an open file of so many bytes, also when its name is gone. */
export function contentOf(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  let length = 0
  while (length < size) {
    const count = readSync(descriptor, bytes, length, size - length, length)
    if (count === 0) break
    length += count
  }
  return bytes.subarray(0, length)
}
