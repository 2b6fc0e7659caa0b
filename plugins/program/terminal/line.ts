import width from 'fast-string-width'

/**
 * The line that a terminal's cursor is on, kept as cells and printed as it grows. `#printed` is what went out of it; `#stale` the
 * first cell that differs from that by now. Erasing and blanks only make cells stale, so that a prompt that is drawn again prints
 * nothing; another character at a printed place, or one behind a stale place, begins a new line. What has left the screen at its top
 * can change no more and is forgotten, so that an endless line costs no more than a screen.
 */
export class WrittenLine {
  readonly #print: (text: string) => void
  #cols: number
  #rows: number
  #cells: string[] = []
  #printed: string[] = []
  #stale = Infinity
  #cursor = 0
  #saved = 0
  /** Behind the last column the cursor waits there until another character comes (DEC's pending wrap). */
  #pending = false

  constructor(size: { cols: number; rows: number }, print: (text: string) => void) {
    this.#cols = size.cols
    this.#rows = size.rows
    this.#print = print
  }

  /** Answers how many cells it takes: none when it joins the character before it. */
  put(char: string): number {
    const wide = char <= '\x7f' ? 1 : width(char)
    if (wide === 0) {
      this.#combine(char)
      return wide
    }
    const at = this.#cursor
    this.#part(at)
    this.#set(at, char)
    if (wide === 2) this.#set(at + 1, '')
    if (this.#cells[at + wide] === '') this.#set(at + wide, ' ')
    this.#cursor = at + wide
    this.#pending = this.#cursor % this.#cols === 0
    const differs = this.#stale !== Infinity && this.#stale <= at && char !== ' '
    if (at >= this.#printed.length || differs) this.#printTo(this.#cursor)
    return wide
  }

  /** Moves the cursor by so many columns, within its row. */
  move(by: number): void {
    this.#settle()
    const start = this.#rowStart()
    this.#cursor = Math.max(start, Math.min(start + this.#cols - 1, this.#cursor + by))
  }

  moveRow(by: number): void {
    this.#settle()
    const target = this.#cursor + by * this.#cols
    if (target >= 0 && target <= this.#cells.length) this.#cursor = target
    else this.leave(this.#cursor % this.#cols)
  }

  toColumn(column: number): void {
    const start = this.#rowStart()
    this.#pending = false
    this.#cursor = start + Math.min(this.#cols - 1, column)
  }

  column(): number {
    return this.#pending ? this.#cols - 1 : this.#cursor % this.#cols
  }

  tab(): void {
    this.#settle()
    this.#cursor = Math.min(this.#rowStart() + this.#cols - 1, (Math.floor(this.#cursor / 8) + 1) * 8)
  }

  /** 0: from the cursor to the row's end; 1: up to the cursor; 2: the row; 3: from the cursor to the end of all. */
  erase(which: number): void {
    this.#settle()
    const start = this.#rowStart()
    const from = which === 1 || which === 2 ? start : this.#cursor
    const to = which === 1 ? this.#cursor + 1 : which === 3 ? this.#cells.length : start + this.#cols
    if (to >= this.#cells.length) this.#cut(from)
    else this.#wipe(from, to)
  }

  remove(count: number): void {
    this.#shift(() => {
      this.#part(this.#cursor)
      this.#part(this.#cursor + count)
      this.#cells.splice(this.#cursor, count)
    })
  }

  insert(count: number): void {
    this.#shift(() => {
      this.#part(this.#cursor)
      const blanks = Array<string>(Math.min(count, this.#cols)).fill(' ')
      if (this.#cursor < this.#cells.length) this.#cells.splice(this.#cursor, 0, ...blanks)
    })
  }

  blank(count: number): void {
    this.#settle()
    this.#wipe(this.#cursor, Math.min(this.#cursor + count, this.#cells.length))
  }

  save(): void {
    this.#saved = this.#cursor
  }

  restore(): void {
    this.#pending = false
    this.#cursor = this.#saved
  }

  finish(): void {
    const now = this.#cells.join('').trimEnd()
    if (this.#stale === Infinity) this.#print(this.#cells.slice(this.#printed.length).join(''))
    else if (now !== this.#printed.join('').trimEnd()) this.#print(`\n${now}`)
    this.#print('\n')
    this.#clear(0)
  }

  /** The cursor leaves for another row: finishes the line unless there is nothing on it. */
  leave(column: number): void {
    if (this.#cells.length > 0 || this.#printed.length > 0) this.finish()
    this.#clear(column)
  }

  resize(cols: number, rows: number): void {
    this.#cols = cols
    this.#rows = rows
  }

  end(): void {
    const now = this.#cells.join('').trimEnd()
    if (this.#stale !== Infinity && now !== '' && now !== this.#printed.join('').trimEnd())
      this.#printTo(this.#cells.length)
  }

  #rowStart(): number {
    return Math.floor((this.#cursor - (this.#pending ? 1 : 0)) / this.#cols) * this.#cols
  }

  #settle(): void {
    if (this.#pending) this.#cursor--
    this.#pending = false
  }

  #differs(at: number): void {
    if (at < this.#printed.length) this.#stale = Math.min(this.#stale, at)
  }

  #set(at: number, char: string): void {
    const cells = this.#cells
    const printed = this.#printed
    while (cells.length < at) cells.push(' ')
    cells[at] = char
    if (printed[at] !== char) this.#differs(at)
    else while (this.#stale < printed.length && cells[this.#stale] === printed[this.#stale]) this.#stale++
    if (this.#stale >= printed.length) this.#stale = Infinity
  }

  /** A wide character that this place would cut in two goes: half of one does not stay. */
  #part(at: number): void {
    if (this.#cells[at] !== '') return
    this.#set(at - 1, ' ')
    this.#set(at, ' ')
  }

  /** Blanks [from, to). */
  #wipe(from: number, to: number): void {
    this.#part(from)
    this.#part(to)
    for (let at = from; at < to; at++) this.#set(at, ' ')
  }

  #cut(length: number): void {
    this.#part(length)
    this.#cells.length = Math.min(this.#cells.length, length)
    this.#differs(length)
  }

  /** Prints cells up to `end`, on a new line when what was printed is not their beginning. */
  #printTo(end: number): void {
    if (this.#stale === Infinity) {
      const fresh = this.#cells.slice(this.#printed.length, end)
      this.#print(fresh.join(''))
      for (const cell of fresh) this.#printed.push(cell)
    } else {
      this.#print(`\n${this.#cells.slice(0, end).join('')}`)
      this.#printed = this.#cells.slice(0, end)
    }
    this.#stale = Infinity
    const screen = this.#cols * this.#rows
    if (this.#printed.length >= 2 * screen) this.#forget(Math.min(this.#printed.length, this.#rowStart()) - screen)
  }

  /** Whole rows at the beginning, so that columns stay what they are. */
  #forget(length: number): void {
    const gone = Math.max(0, Math.floor(length / this.#cols) * this.#cols)
    this.#cells.splice(0, gone)
    this.#printed.splice(0, gone)
    this.#cursor -= gone
    this.#saved = Math.max(0, this.#saved - gone)
  }

  #clear(column: number): void {
    this.#cells = []
    this.#printed = []
    this.#stale = Infinity
    this.#cursor = column
    this.#pending = false
  }

  #combine(char: string): void {
    const at = Math.max(0, this.#cursor - 1)
    const base = `${this.#cells[at] ?? ' '}${char}`
    if (this.#stale === Infinity && at === this.#printed.length - 1) {
      this.#print(char)
      this.#printed[at] = base
    }
    this.#set(at, base)
  }

  #shift(change: () => void): void {
    this.#settle()
    const before = this.#cursor
    change()
    for (let at = before; at < this.#printed.length; at++)
      if (this.#cells[at] !== this.#printed[at]) return this.#differs(at)
  }
}
