import { widthOf } from '../text/wrap.ts'

const style = new RegExp(String.raw`\u001b\[[\d;]*m`, 'y')
const plain = /^[\u0020-\u007e]*$/

/** A line, styled or not, as far as it fits into so many cells; styles behind the cut stay, so that none is left open. */
export function fitLine(line: string, columns: number): string {
  if (line.length <= columns && plain.test(line)) return line
  let fitted = ''
  let used = 0
  let isFull = false
  for (let at = 0; at < line.length;) {
    style.lastIndex = at
    const [styled] = style.exec(line) ?? []
    const piece = styled ?? String.fromCodePoint(line.codePointAt(at) as number)
    at += piece.length
    if (styled === undefined) {
      if (isFull) continue
      used += widthOf(piece)
      isFull = used > columns
      if (isFull) continue
    }
    fitted += piece
  }
  return fitted
}

/** How many rows of a terminal a printed line takes. */
export const rowsOf = (line: string, columns: number): number => Math.max(1, Math.ceil(widthOf(line) / columns))
