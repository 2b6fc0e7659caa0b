import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

/** Compares with a golden file that is no text. As with those of text, `vitest -u` writes it. */
export function expectGoldenBytes(file: string, bytes: Uint8Array): void {
  if (expect.getState().snapshotState['_updateSnapshot'] === 'all') writeFileSync(file, bytes)
  // Not `toEqual`, which would print each byte.
  expect(Buffer.compare(readFileSync(file), bytes), `${file} is other than it was`).toBe(0)
}
