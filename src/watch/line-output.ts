import { eraseLine } from '../text/erase-line.ts'

/**
 * Text as reporters write it to a terminal, as lines that stay and the unfinished line behind them, which is drawn with the rest of
 * what changes.
 */
export class LineOutput {
  readonly #print: (text: string) => void
  readonly #changed: (unfinished: string) => void
  #unfinished = ''

  constructor(print: (text: string) => void, changed: (unfinished: string) => void) {
    this.#print = print
    this.#changed = changed
  }

  write(text: string): void {
    const before = this.#unfinished
    const all = before + text
    const end = all.lastIndexOf('\n') + 1
    const whole = all.slice(0, end).split('\n').map(behindErasing).join('\n')
    this.#unfinished = behindErasing(all.slice(end))
    if (this.#unfinished !== before) this.#changed(this.#unfinished)
    if (whole !== '') this.#print(whole)
  }
}

const behindErasing = (line: string): string =>
  line.slice(line.lastIndexOf(eraseLine) + 1 && line.lastIndexOf(eraseLine) + eraseLine.length)
