import { Buffer } from 'node:buffer'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineReader } from '../../src/net/line-reader.ts'
import { lineFramer } from '../plugins/fake-lane.ts'

function cut(chunks: readonly Buffer[]): string[] {
  const found: string[] = []
  const lines = new LineReader(lineFramer, (line) => found.push(line))
  for (const chunk of chunks) lines.push(chunk)
  lines.end()
  return found
}

test('lines are the same wherever the chunks are cut', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[aé\r\n]{0,20}$/), fc.array(fc.nat(4)), (text, sizes) => {
      const bytes = Buffer.from(text)
      const chunks: Buffer[] = []
      for (let at = 0, i = 0; at < bytes.length; i++) chunks.push(bytes.subarray(at, (at += 1 + (sizes[i] ?? 0))))
      const expected = text.split('\n').map((line, i, all) => (i < all.length - 1 ? line.replace(/\r$/, '') : line))
      if (expected.at(-1) === '') expected.pop()
      expect(cut(chunks)).toEqual(expected)
    }),
  )
})
