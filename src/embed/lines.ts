/** A line of Markdown as far as the search for blocks needs it. Offsets are UTF-16 units of the whole text. */
export interface Line {
  readonly start: number
  /** Where the next line starts. */
  readonly next: number
  /** Behind the signs of quotes, the blanks, and the sign of a list item. */
  readonly rest: string
  /** Where `rest` starts. */
  readonly from: number
  /** What stands before `rest` on this line and all that belong to the same paragraph: the sign of a list item is blanks here. */
  readonly prefix: string
  /** Columns before `rest`, behind the signs of quotes; a tab goes to the next multiple of four. */
  readonly indent: number
  /** Columns of blanks before each sign of a quote, and behind the last one, before the sign of a list item. */
  readonly margins: readonly number[]
  /** Signs of quotes before it. */
  readonly quotes: number
  /** True for the first line of a list item. */
  readonly isItem: boolean
}

const pieces = /(.*?)(\r\n|\n|\r|$)/gsy
const before = /^(\uFEFF?(?:[ \t]*>)*)([ \t]*)((?:[-+*]|\d{1,9}[.)])[ \t]+)?/

/** The lines of a text, with what stands before each. */
export function linesIn(text: string): Line[] {
  const lines: Line[] = []
  for (const { 0: whole, 1: line = '', index } of text.matchAll(pieces)) {
    if (whole === '' && index === text.length && index > 0) break
    lines.push(lineFrom(line, index, index + whole.length))
  }
  return lines
}

function lineFrom(line: string, start: number, next: number): Line {
  const [all = '', quotes = '', blanks = '', item = ''] = before.exec(line) ?? []
  const inner = blanks + item.replace(/[^\t]/g, ' ')
  return {
    start,
    next,
    rest: line.slice(all.length),
    from: start + all.length,
    prefix: quotes.replace('\uFEFF', '') + inner,
    indent: columnsIn(inner),
    margins: [...quotes.replace('\uFEFF', '').split('>').slice(0, -1), blanks].map(columnsIn),
    quotes: quotes.split('>').length - 1,
    isItem: item !== '',
  }
}

function columnsIn(blanks: string): number {
  let columns = 0
  for (const blank of blanks) columns += blank === '\t' ? 4 - (columns % 4) : 1
  return columns
}

/** For each line the columns at which the text of the innermost list item that holds it begins; 0 outside of lists. */
export function itemIndents(lines: readonly Line[]): number[] {
  let quoted = 0
  /** The text of each begins further right than that of those before. */
  let open: number[] = []
  return lines.map(({ indent, quotes, isItem, rest }) => {
    const isBlank = rest === '' && !isItem
    const around = quotes === quoted ? open.filter((item) => item <= indent) : []
    if (isBlank) return around.at(-1) ?? 0
    // What stands further left ends the items to the right of it.
    open = isItem ? [...around, indent] : around
    quoted = quotes
    return open.at(-1) ?? 0
  })
}
