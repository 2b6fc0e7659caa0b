import { describe, expect, test } from 'vitest'
import { allPrintable } from '../../src/text/all-printable.ts'

describe('everything in it', () => {
  test('is printable, however deep', () =>
    expect(allPrintable({ a: ['\n', { b: '\u202e', c: 1, d: undefined, e: null }] })).toEqual({
      a: ['\\n', { b: '\\u202e', c: 1, d: undefined, e: null }],
    }))

  test('ranges move with their text', () =>
    expect(allPrintable({ text: '\u001bab', marked: [[1, 2]] })).toEqual({ text: '\\x1bab', marked: [[4, 5]] }))

  test('is the very same when it was printable', () => {
    const data = { a: ['b', { c: 'd' }], text: 'e', marked: [[0, 1]] }
    expect(allPrintable(data)).toBe(data)
  })

  test('twice is as once', () => {
    const once = allPrintable({ text: '\u001b\n\\', marked: [[0, 2]] })
    expect(allPrintable(once)).toBe(once)
  })

  test('places, sources and bytes stay, since positions count in them', () => {
    const bytes = Buffer.from('\n')
    const data = { span: { file: '\n', start: 0, end: 1 }, sources: new Map([['\n', '\n']]), bytes }
    expect(allPrintable(data)).toBe(data)
  })
})
