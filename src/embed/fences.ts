import { itemIndents, type Line } from './lines.ts'

interface Fence {
  readonly sign: string
  readonly length: number
  readonly quotes: number
  /** Of the list item that holds it. */
  readonly indent: number
}

/** Which lines are code (CommonMark 4.4 and 4.5), in which a comment is no comment: fenced, or indented by four and more. */
export function codeLines(lines: readonly Line[]): ReadonlySet<Line> {
  const code = new Set<Line>()
  const indents = itemIndents(lines)
  let fence: Fence | undefined
  for (const [index, line] of lines.entries()) {
    if (fence !== undefined && isOutside(line, fence)) fence = undefined
    if (fence !== undefined) {
      code.add(line)
      if (closes(line, fence)) fence = undefined
      continue
    }
    const indent = indents[index]!
    if (line.indent - indent >= 4) {
      code.add(line)
      continue
    }
    fence = fenceOf(line, indent)
    if (fence !== undefined) code.add(line)
  }
  return code
}

function fenceOf({ rest, quotes }: Line, indent: number): Fence | undefined {
  const [, run = ''] = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(rest) ?? []
  return run === '' ? undefined : { sign: run[0]!, length: run.length, quotes, indent }
}

function closes({ rest, quotes: own, isItem }: Line, { sign, length, quotes }: Fence): boolean {
  const text = rest.trimEnd()
  return !isItem && own === quotes && text.length >= length && text === sign.repeat(text.length)
}

/** The quote or the list item that holds the fence is over. */
const isOutside = ({ rest, quotes, margins, isItem }: Line, fence: Fence): boolean =>
  quotes < fence.quotes || ((rest !== '' || isItem || quotes > fence.quotes) && margins[fence.quotes]! < fence.indent)
