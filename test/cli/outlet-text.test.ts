import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutCommands, withoutControls } from '../../src/cli/outlet-text.ts'
import { expectSafe } from '../hostile/readers.ts'
import { anyText } from '../hostile/texts.ts'

const nothing = { colour: false, erase: false }

describe('the last door', () => {
  test.each([
    ['a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['\u009b31m', '\\u009b31m'],
    ['a\r\nb\tc', 'a\\u000d\nb\tc'],
    ['\u{e0041}', '\\udb40\\udc41'],
    ['\ud800', '\\ud800'],
    ['\u001b[31mred\u001b[39m', '\\u001b[31mred\\u001b[39m'],
    ['wie äöü – 👩‍👩‍👧', 'wie äöü – 👩‍👩‍👧'],
  ])('%j leaves as %j', (text, out) => expect(withoutControls(text, nothing)).toBe(out))

  test('lets the colours of our palette pass where there are colours, and no others', () => {
    const text = '\u001b[1m\u001b[31mred\u001b[39m\u001b[22m\u001b[8m\u001b[2K'
    expect(withoutControls(text, { colour: true, erase: false })).toBe(
      '\u001b[1m\u001b[31mred\u001b[39m\u001b[22m\\u001b[8m\\u001b[2K',
    )
  })

  test.each(['1;4;7;31;102', '38;5;208', '1;38;2;1;2;255;48;5;9', '2;3;97'])('lets the style %s pass', (codes) => {
    const text = `\u001b[${codes}mred\u001b[0m`
    expect(withoutControls(text, { colour: true, erase: false })).toBe(text)
    expect(withoutControls(text, nothing)).toBe(`\\u001b[${codes}mred\\u001b[0m`)
  })

  test.each(['8', '1;8', '38;5', '48;2;1;2', '1;', '50'])('does not let the style %s pass', (codes) => {
    expect(withoutControls(`\u001b[${codes}m`, { colour: true, erase: false })).toBe(`\\u001b[${codes}m`)
  })

  test('lets the line of progress be erased on a terminal', () =>
    expect(withoutControls('\r\u001b[2Ka\r', { colour: false, erase: true })).toBe('\r\u001b[2Ka\\u000d'))

  test('keeps JSON what it was', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        const document = JSON.stringify({ [text]: `##[error]${text}` })
        expect(JSON.parse(withoutCommands(withoutControls(document, nothing), true))).toEqual(JSON.parse(document))
      }),
    ))

  test('leaves nothing raw, whatever comes', () =>
    fc.assert(fc.property(anyText, (text) => expectSafe(withoutCommands(withoutControls(text, nothing), true)))))
})

describe('commands to a CI', () => {
  test.each([
    ['::error::a', '\\u003a:error::a'],
    ['a\n \u3000::set-env name=a::b', 'a\n \u3000\\u003a:set-env name=a::b'],
    ['a ##[error]b', 'a #\\u0023[error]b'],
    ['##vso[task.complete]', '#\\u0023vso[task.complete]'],
    ["##teamcity[message text='a']", "#\\u0023teamcity[message text='a']"],
    ['std::vector ::1 ## [a]', 'std::vector ::1 ## [a]'],
  ])('%j leaves as %j', (text, out) => expect(withoutCommands(text, true)).toBe(out))

  test('only the beginning of a line counts', () => expect(withoutCommands('::error::', false)).toBe('::error::'))
})
