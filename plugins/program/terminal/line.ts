import width from 'fast-string-width'

/** The line that a terminal's cursor is on. */
export interface WrittenLine {
  /** Answers how many cells it takes: none when it joins the character before it. */
  put(char: string): number
  /** Moves the cursor by so many columns, within its row. */
  move(by: number): void
  moveRow(by: number): void
  toColumn(column: number): void
  column(): number
  tab(): void
  /** 0: from the cursor to the row's end; 1: up to the cursor; 2: the row; 3: from the cursor to the end of all. */
  erase(which: number): void
  remove(count: number): void
  insert(count: number): void
  blank(count: number): void
  save(): void
  restore(): void
  finish(): void
  /** The cursor leaves for another row: finishes the line unless there is nothing on it. */
  leave(column: number): void
  resize(cols: number, rows: number): void
  end(): void
}

/**
 * Keeps one line as cells and prints it as it grows. `printed` is what went out of it; `stale` the first cell that differs from that
 * by now. Erasing and blanks only make cells stale, so that a prompt that is drawn again prints nothing; another character at a
 * printed place, or one behind a stale place, begins a new line. What has left the screen at its top can change no more and is
 * forgotten, so that an endless line costs no more than a screen.
 */
export function writtenLine(size: { cols: number; rows: number }, print: (text: string) => void): WrittenLine {
  let { cols, rows } = size
  let cells: string[] = []
  let printed: string[] = []
  let stale = Infinity
  let cursor = 0
  let saved = 0
  // Behind the last column the cursor waits there until another character comes (DEC's pending wrap).
  let pending = false
  const rowStart = (): number => Math.floor((cursor - (pending ? 1 : 0)) / cols) * cols
  const settle = (): void => {
    if (pending) cursor--
    pending = false
  }
  const differs = (at: number): void => {
    if (at < printed.length) stale = Math.min(stale, at)
  }
  const set = (at: number, char: string): void => {
    while (cells.length < at) cells.push(' ')
    cells[at] = char
    if (printed[at] !== char) differs(at)
    else while (stale < printed.length && cells[stale] === printed[stale]) stale++
    if (stale >= printed.length) stale = Infinity
  }
  /** A wide character that this place would cut in two goes: half of one does not stay. */
  const part = (at: number): void => {
    if (cells[at] !== '') return
    set(at - 1, ' ')
    set(at, ' ')
  }
  /** Blanks [from, to). */
  const wipe = (from: number, to: number): void => {
    part(from)
    part(to)
    for (let at = from; at < to; at++) set(at, ' ')
  }
  const cut = (length: number): void => {
    part(length)
    cells.length = Math.min(cells.length, length)
    differs(length)
  }
  /** Prints cells up to `end`, on a new line when what was printed is not their beginning. */
  const printTo = (end: number): void => {
    if (stale === Infinity) {
      const fresh = cells.slice(printed.length, end)
      print(fresh.join(''))
      for (const cell of fresh) printed.push(cell)
    } else {
      print(`\n${cells.slice(0, end).join('')}`)
      printed = cells.slice(0, end)
    }
    stale = Infinity
    if (printed.length >= 2 * cols * rows) forget(Math.min(printed.length, rowStart()) - cols * rows)
  }
  /** Whole rows at the beginning, so that columns stay what they are. */
  const forget = (length: number): void => {
    const gone = Math.max(0, Math.floor(length / cols) * cols)
    cells.splice(0, gone)
    printed.splice(0, gone)
    cursor -= gone
    saved = Math.max(0, saved - gone)
  }
  const clear = (column: number): void => {
    cells = []
    printed = []
    stale = Infinity
    cursor = column
    pending = false
  }
  const finish = (): void => {
    const now = cells.join('').trimEnd()
    if (stale !== Infinity && now !== printed.join('').trimEnd()) print(`\n${now}`)
    else if (stale === Infinity) print(cells.slice(printed.length).join(''))
    print('\n')
    clear(0)
  }
  const combine = (char: string): void => {
    const at = Math.max(0, cursor - 1)
    const base = `${cells[at] ?? ' '}${char}`
    const grows = stale === Infinity && at === printed.length - 1
    if (grows) {
      print(char)
      printed[at] = base
    }
    set(at, base)
  }
  const shift = (change: () => void): void => {
    settle()
    const before = cursor
    change()
    for (let at = before; at < printed.length; at++) if (cells[at] !== printed[at]) return differs(at)
  }
  return {
    put(char) {
      const wide = char <= '\x7f' ? 1 : width(char)
      if (wide === 0) {
        combine(char)
        return wide
      }
      const at = cursor
      part(at)
      set(at, char)
      if (wide === 2) set(at + 1, '')
      if (cells[at + wide] === '') set(at + wide, ' ')
      cursor = at + wide
      pending = cursor % cols === 0
      if (at >= printed.length || (stale !== Infinity && stale <= at && char !== ' ')) printTo(cursor)
      return wide
    },
    move(by) {
      settle()
      const start = rowStart()
      cursor = Math.max(start, Math.min(start + cols - 1, cursor + by))
    },
    moveRow(by) {
      settle()
      const target = cursor + by * cols
      if (target >= 0 && target <= cells.length) cursor = target
      else this.leave(cursor % cols)
    },
    toColumn(column) {
      const start = rowStart()
      pending = false
      cursor = start + Math.min(cols - 1, column)
    },
    column: () => (pending ? cols - 1 : cursor % cols),
    tab() {
      settle()
      cursor = Math.min(rowStart() + cols - 1, (Math.floor(cursor / 8) + 1) * 8)
    },
    erase(which) {
      settle()
      const start = rowStart()
      const from = which === 1 || which === 2 ? start : cursor
      const to = which === 1 ? cursor + 1 : which === 3 ? cells.length : start + cols
      if (to >= cells.length) cut(from)
      else wipe(from, to)
    },
    remove: (count) =>
      shift(() => {
        part(cursor)
        part(cursor + count)
        cells.splice(cursor, count)
      }),
    insert: (count) =>
      shift(() => {
        part(cursor)
        if (cursor < cells.length) cells.splice(cursor, 0, ...Array<string>(Math.min(count, cols)).fill(' '))
      }),
    blank(count) {
      settle()
      wipe(cursor, Math.min(cursor + count, cells.length))
    },
    save: () => void (saved = cursor),
    restore() {
      pending = false
      cursor = saved
    },
    finish,
    leave(column) {
      if (cells.length > 0 || printed.length > 0) finish()
      clear(column)
    },
    resize(toCols, toRows) {
      cols = toCols
      rows = toRows
    },
    end() {
      if (stale !== Infinity && cells.join('').trim() !== '' && cells.join('').trimEnd() !== printed.join('').trimEnd())
        printTo(cells.length)
    },
  }
}
