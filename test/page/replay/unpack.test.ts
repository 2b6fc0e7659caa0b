import { expect, test } from 'vitest'
import { unpacked } from '../../../page/replay/unpack.ts'
import { made } from './made.ts'

test('bytes come as text, or in base64 where they are no text', () => {
  const chunks = [
    { at: 1, lane: 'a', direction: 'sent' as const, bytes: 'é\n' },
    { at: 2, lane: 'a', direction: 'received' as const, stream: 'stderr', bytes: { base64: '/wAK' } },
  ]
  expect(unpacked({ ...made([]), chunks }).chunks).toEqual([
    { at: 1, lane: 'a', direction: 'sent', bytes: Uint8Array.of(0xc3, 0xa9, 10) },
    { at: 2, lane: 'a', direction: 'received', stream: 'stderr', bytes: Uint8Array.of(0xff, 0, 10) },
  ])
})
