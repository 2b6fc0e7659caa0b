import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placesThatMatter } from '../../src/shake/places.ts'

const places = (text: string | readonly number[]): [number, string][] =>
  placesThatMatter(typeof text === 'string' ? new TextEncoder().encode(text) : Uint8Array.from(text)).map(
    ({ at, kind }) => [at, kind],
  )

describe('the places of a stream that matter', () => {
  test('are inside characters of several bytes', () => {
    expect(places('aé€😀')).toEqual(expect.arrayContaining([2, 4, 5, 7, 8, 9].map((at) => [at, 'character'])))
    expect(places('aé€😀').filter(([, kind]) => kind === 'character')).toHaveLength(6)
  })

  test('are between CR and LF, before and behind the end of a line, and in each line', () => {
    expect(places('one\r\nfour\n')).toEqual([
      [4, 'line-end'],
      [9, 'last'],
      [3, 'before-line-end'],
      [1, 'first'],
      [6, 'first'],
      [2, 'middle'],
      [7, 'middle'],
      [5, 'between'],
    ])
  })

  test('are behind what may be a length, of bytes that are no text', () => {
    expect(places([0, 0, 0, 3, 97, 98, 99]).filter(([, kind]) => kind === 'length')).toEqual([
      [1, 'length'],
      [2, 'length'],
      [4, 'length'],
    ])
    expect(places('abcdefg').some(([, kind]) => kind === 'length')).toBe(false)
  })

  test('are inside of the stream, each once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const found = placesThatMatter(bytes).map(({ at }) => at)
        expect(new Set(found).size).toBe(found.length)
        expect(found.every((at) => at > 0 && at < bytes.length)).toBe(true)
        expect(found.length > 0).toBe(bytes.length > 1)
      }),
    )
  })
})
