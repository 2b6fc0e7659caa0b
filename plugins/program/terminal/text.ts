import { parser } from './parser.ts'
import { writtenLine } from './line.ts'

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
  resize(cols: number, rows: number): void
  end(): void
}

/**
 * Turns what a program writes to a terminal into the lines that a person reads there: colours, titles and bells go, carriage returns,
 * backspaces, erasing and moves within a line are carried out. Hearing can only append, so text that was told already and is then
 * overwritten stays as a line of its own, and its successor begins a new one. A move to another row begins a new line too: a program
 * that paints the whole screen is told as its pieces, in the order in which it painted them. The result depends on the bytes
 * alone, never on how they were cut.
 */
export function terminalText(outlets: Outlets): TerminalText {
  let printed = ''
  const line = writtenLine(outlets, (text) => {
    printed += text
  })
  /** What CSI b repeats: the character before it, with what joins it. */
  let last = ''
  const print = (char: string): void => {
    last = line.put(char) === 0 ? last + char : char
  }
  const repeat = (text: string, times: number): void => {
    for (const char of text.repeat(Math.min(times, outlets.cols * outlets.rows))) line.put(char)
  }
  const parse = parser({
    print,
    control(char) {
      last = ''
      if (char === '\n' || char === '\v' || char === '\f') line.finish()
      else if (char === '\r') line.toColumn(0)
      else if (char === '\b') line.move(-1)
      else if (char === '\t') line.tab()
    },
    escape(final) {
      last = ''
      if (final === '7') line.save()
      else if (final === '8') line.restore()
      else if (final === 'D' || final === 'E' || final === 'M' || final === 'c') line.leave(0)
    },
    sequence(final, numbers, prefix) {
      const [first = 0, second = 0] = numbers
      const count = Math.max(1, first)
      const before = last
      last = ''
      if (prefix !== '') {
        // The alternate screen (xterm, ctlseqs): another page begins or ends.
        if (prefix === '?' && /[hl]/.test(final) && [47, 1047, 1049].includes(first)) line.leave(0)
      } else if (final === 'K') line.erase(first)
      else if (final === 'C' || final === 'a') line.move(count)
      else if (final === 'D') line.move(-count)
      else if (final === 'G' || final === '`') line.toColumn(count - 1)
      else if (final === 'A') line.moveRow(-count)
      else if (final === 'B' || final === 'e') line.moveRow(count)
      else if (final === 'E' || final === 'F' || final === 'd') line.leave(0)
      else if (final === 'H' || final === 'f') line.leave(Math.max(1, second) - 1)
      else if (final === 'J' && first === 0) line.erase(3)
      else if (final === 'J' && first !== 1) line.leave(0)
      else if (final === 'P') line.remove(count)
      else if (final === '@') line.insert(count)
      else if (final === 'X') line.blank(count)
      else if (final === 'b') repeat(before, count)
      else if (final === 's') line.save()
      else if (final === 'u') line.restore()
      else if (final === 'n' && first === 6) outlets.answer(`\x1b[1;${line.column() + 1}R`)
      else if (final === 'n' && first === 5) outlets.answer('\x1b[0n')
      else if (final === 'c') outlets.answer('\x1b[?1;2c')
    },
  })
  const decoder = new TextDecoder()
  const flush = (): void => {
    if (printed !== '') outlets.print(printed)
    printed = ''
  }
  return {
    feed(bytes) {
      parse(decoder.decode(bytes, { stream: true }))
      flush()
    },
    resize: line.resize,
    end() {
      parse(decoder.decode())
      line.end()
      flush()
    },
  }
}
