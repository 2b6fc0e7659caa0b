import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomCuts } from '../../../src/run/lane/random-cuts.ts'
import { runText, rowsOf } from '../../scenarios/house.ts'

/** Where a stream is cut when it comes in these pieces: offsets, without the borders of the pieces. */
function cutsIn(seed: number, pieces: readonly Uint8Array[], lane = 'client'): Set<number> {
  const cut = randomCuts(seed)
  const places = new Set<number>()
  let offset = 0
  for (const piece of pieces) {
    const parts = [...cut(lane, undefined, piece)]
    for (const part of parts.slice(0, -1)) places.add((offset += part.byteLength))
    offset += (parts.at(-1) as Uint8Array).byteLength
  }
  return places
}

test('the pieces are the bytes, and none is empty', () => {
  fc.assert(
    fc.property(fc.integer(), fc.uint8Array({ minLength: 1, maxLength: 300 }), (seed, bytes) => {
      const pieces = [...randomCuts(seed)('client', 'stderr', bytes)]
      expect(Buffer.concat(pieces)).toEqual(Buffer.from(bytes))
      expect(pieces.every((piece) => piece.byteLength > 0)).toBe(true)
    }),
  )
})

test('the same seed cuts a stream at the same places, in whatever pieces it comes', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 299 }), (seed, border) => {
      const bytes = new Uint8Array(300)
      const whole = cutsIn(seed, [bytes])
      whole.delete(border)
      expect(cutsIn(seed, [bytes.subarray(0, border), bytes.subarray(border)])).toEqual(whole)
    }),
  )
})

test('other seeds and other lanes are cut at other places, finely or coarsely', () => {
  const bytes = new Uint8Array(200)
  const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((seed) => cutsIn(seed, [bytes]).size)
  expect(new Set(counts).size).toBeGreaterThan(2)
  expect(cutsIn(1, [bytes])).not.toEqual(cutsIn(1, [bytes], 'server'))
})

test('a flood is cut coarsely behind its beginning', () => {
  expect(cutsIn(1, [new Uint8Array(1024 * 1024)]).size).toBeLessThan(66_000)
})

test('an expectation sees a line that is only half there, as it may on any network', async () => {
  const text = `
scenario: A prompt that is also the beginning of a line
actors:
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { server: { text: "name? anna\\nage? " } }
  - expect: { client: { prompt: /\\? $/ } }
  - exit: client
`
  const whole = await runText(text)
  const cut = await runText(text, { cutBytes: (_lane, _stream, bytes) => [bytes.subarray(0, 6), bytes.subarray(6)] })
  expect(rowsOf(whole)).toContain('client ~ age?\\x20')
  expect(rowsOf(cut)).toContain('client ~ name?\\x20')
})

test('messages stay whole', async () => {
  const text = `
scenario: Datagrams
actors:
  server: udp
  client: { udp: { to: server } }
steps:
  - start: [server, client]
  - send: { client: a whole message }
  - expect: { server: a whole message }
`
  const cut = await runText(text, {
    cutBytes: (_lane, _stream, bytes) => [...bytes].map((byte) => Buffer.from([byte])),
  })
  expect(rowsOf(cut)).toContain('server | a whole message')
})
