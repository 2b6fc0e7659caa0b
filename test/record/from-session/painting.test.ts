import { expect, test } from 'vitest'
import { Painting } from '../../../src/record/from-session/painting.ts'

test.each<[string, readonly string[], readonly boolean[]]>([
  ['the alternate screen', ['a', '\u001b[?1049h', 'b', '\u001b[?1049l'], [false, true, true, false]],
  [
    'rows, with keys of an application (dialog)',
    ['\u001b[?1h\u001b=', '\u001b[5;10Hbox', 'x', '\u001b[?1l'],
    [false, true, true, false],
  ],
  [
    'only keys of an application (zsh)',
    ['\u001b[?1h\u001b=', '\u001b[H\u001b[2J', '\u001b[1;5H'],
    [false, false, false],
  ],
  ['only rows', ['\u001b[24;1H', 'x'], [false, false]],
])('a screen is painted by its signs: %s', (_, pieces, expected) => {
  const painting = new Painting()
  expect(
    pieces.map((piece) => {
      painting.take(piece)
      return painting.now
    }),
  ).toEqual(expected)
})
