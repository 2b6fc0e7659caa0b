import { expect, test } from 'vitest'
import { styledLines } from '../../src/transcript/styled-lines.ts'

const run = (start: number, end: number, style: object) => ({ start, end, style })

test.each([
  [
    'plain\r\nlines\n',
    [
      { text: 'plain', styles: [] },
      { text: 'lines', styles: [] },
    ],
  ],
  ['\x1b[31mred\x1b[0m and not\n', [{ text: 'red and not', styles: [run(0, 3, { color: 'red' })] }]],
  [
    'a \x1b[1;4;92mb\x1b[22mc\x1b[m\n',
    [
      {
        text: 'a bc',
        styles: [
          run(2, 3, { bold: true, underline: true, color: 'bright-green' }),
          run(3, 4, { underline: true, color: 'bright-green' }),
        ],
      },
    ],
  ],
  [
    '\x1b[38;5;208mo\x1b[38;5;9mr\x1b[48;2;1;2;255mb\x1b[39;49mx',
    [
      {
        text: 'orbx',
        styles: [
          run(0, 1, { color: '208' }),
          run(1, 2, { color: 'bright-red' }),
          run(2, 3, { color: 'bright-red', background: '#0102ff' }),
        ],
      },
    ],
  ],
  [
    '\x1b[7mon\ntwo lines\x1b[27m',
    [
      { text: 'on', styles: [run(0, 2, { reverse: true })] },
      { text: 'two lines', styles: [run(0, 9, { reverse: true })] },
    ],
  ],
  [
    '10%\r\x1b[32m20%\x1b[0m\r\n',
    [
      { text: '10%', styles: [] },
      { text: '20%', styles: [run(0, 3, { color: 'green' })] },
    ],
  ],
  ['\x1b]0;a title\x07\x1b[2K\x1b(B\x1b[?25lok\x07\x1b', [{ text: 'ok', styles: [] }]],
  ['\x1b[38;5m\x1b[38;9;1m\x1b[999mx\x1b[38;2;1m', [{ text: 'x', styles: [run(0, 1, { bold: true })] }]],
  ['', []],
])('%j', (written, lines) => expect(styledLines(written)).toEqual(lines))
