import { parser } from './parser.ts'
import type { WrittenLine } from './line.ts'
import { Pages } from './pages.ts'
import { TerminalModes, type Modes } from '../process/modes.ts'

/** Where a terminal's text goes, and its answers to questions such as where the cursor is. */
export interface Outlets {
  readonly cols: number
  readonly rows: number
  /** Finished lines and the beginning of the next, only ever appended to. */
  print(text: string): void
  answer(bytes: string): void
}

/** A terminal as a stream of lines. */
export interface TerminalText {
  feed(bytes: Uint8Array): void
  /** What the program has turned on by now. */
  readonly modes: Modes
  resize(cols: number, rows: number): void
  end(): void
}

interface Numbers {
  readonly first: number
  readonly second: number
  /** The first, and 1 where it is left out. */
  readonly count: number
}

const right = (line: WrittenLine, { count }: Numbers): void => line.move(count)
const down = (line: WrittenLine, { count }: Numbers): void => line.moveRow(count)
const toColumn = (line: WrittenLine, { count }: Numbers): void => line.toColumn(count - 1)
const toPlace = (line: WrittenLine, { second }: Numbers): void => line.leave(Math.max(1, second) - 1)
const toOtherRow = (line: WrittenLine): void => line.leave(0)

/** What a control sequence does to the line, by its last character (ECMA-48, 8.3; xterm, ctlseqs). */
const effects: Readonly<Record<string, (line: WrittenLine, numbers: Numbers) => void>> = {
  A: (line, { count }) => line.moveRow(-count),
  B: down,
  e: down,
  C: right,
  a: right,
  D: (line, { count }) => line.move(-count),
  E: toOtherRow,
  F: toOtherRow,
  d: toOtherRow,
  G: toColumn,
  '`': toColumn,
  H: toPlace,
  f: toPlace,
  J(line, { first }) {
    if (first === 0) line.erase(3)
    else if (first !== 1) line.leave(0)
  },
  K: (line, { first }) => line.erase(first),
  P: (line, { count }) => line.remove(count),
  '@': (line, { count }) => line.insert(count),
  X: (line, { count }) => line.blank(count),
  s: (line) => line.save(),
  u: (line) => line.restore(),
}

/** What a C0 control character does to the line (ECMA-48, 8.3). */
function control(line: WrittenLine, char: string): void {
  if (char === '\n' || char === '\v' || char === '\f') line.finish()
  else if (char === '\r') line.toColumn(0)
  else if (char === '\b') line.move(-1)
  else if (char === '\t') line.tab()
}

/** What `ESC x` does to the line. */
function escape(line: WrittenLine, final: string): void {
  if (final === '7') line.save()
  else if (final === '8') line.restore()
  else if (final === 'D' || final === 'E' || final === 'M' || final === 'c') line.leave(0)
}

/**
 * Turns what a program writes to a terminal into the lines that a person reads there: colours, titles and bells go, carriage returns,
 * backspaces, erasing and moves within a line are carried out. Receiving can only append, so text that was printed already and is then
 * overwritten stays as a line of its own, and its successor begins a new one. A move to another row begins a new line too: a program
 * that paints the whole screen is printed in pieces, in the order in which it painted them, unless it does so on the alternate screen. The result depends on the bytes
 * alone, never on how they were cut.
 */
export function terminalText(outlets: Outlets): TerminalText {
  let printed = ''
  const pages = new Pages(outlets, (text) => {
    printed += text
  })
  /** What CSI b repeats: the character before it, with what joins it. */
  let last = ''
  const print = (char: string): void => {
    last = pages.line.put(char) === 0 ? last + char : char
  }
  const repeat = (text: string, times: number): void => {
    for (const char of text.repeat(Math.min(times, outlets.cols * outlets.rows))) pages.line.put(char)
  }
  const parse = parser({
    print,
    control(char) {
      last = ''
      control(pages.line, char)
    },
    escape(final) {
      last = ''
      modes.escape(final)
      escape(pages.line, final)
      if (final === 'c') pages.reset()
    },
    sequence(final, numbers, prefix) {
      const [first = 0, second = 0] = numbers
      const count = Math.max(1, first)
      const before = last
      last = ''
      if (prefix !== '') modes.sequence(final, numbers, prefix)
      if (prefix === '?') pages.mode(final, numbers)
      if (prefix !== '') return
      if (final === 'b') repeat(before, count)
      else if (final === 'n' && first === 6) outlets.answer(`\x1b[1;${pages.line.column() + 1}R`)
      else if (final === 'n' && first === 5) outlets.answer('\x1b[0n')
      else if (final === 'c') outlets.answer('\x1b[?1;2c')
      else effects[final]?.(pages.line, { first, second, count })
    },
  })
  const decoder = new TextDecoder()
  const modes = new TerminalModes()
  const flush = (): void => {
    if (printed !== '') outlets.print(printed)
    printed = ''
  }
  return {
    modes,
    feed(bytes) {
      parse(decoder.decode(bytes, { stream: true }))
      flush()
    },
    resize: (cols, rows) => pages.resize(cols, rows),
    end() {
      parse(decoder.decode())
      pages.end()
      flush()
    },
  }
}
