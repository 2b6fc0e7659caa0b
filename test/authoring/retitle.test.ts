import { describe, expect, test } from 'vitest'
import { retitle } from '../../src/authoring/retitle.ts'

describe('another title', () => {
  test('keeps all else, and has a comment above it', () => {
    expect(retitle('# first\nscenario: "Old"   # old\nactors: {}\n', 'New: one', 'Why.')).toBe(
      '# first\n# Why.\nscenario: "New: one"   # old\nactors: {}\n',
    )
  })

  test('keeps a byte order mark and the line ends', () => {
    expect(retitle('\ufeffscenario: Old\r\nactors: {}\r\n', 'New', 'Why.')).toBe(
      '\ufeff# Why.\r\nscenario: New\r\nactors: {}\r\n',
    )
  })

  test('has no comment in a file of one line', () => {
    expect(retitle('{ scenario: Old, actors: {} }', 'New', 'Why.')).toBe('{ scenario: New, actors: {} }')
  })

  test('is not given where there is none', () => {
    expect(retitle('actors: {}\n', 'New', 'Why.')).toBe('actors: {}\n')
    expect(retitle('[', 'New', 'Why.')).toBe('[')
  })
})
