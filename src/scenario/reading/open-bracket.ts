/** A bracket that nothing closes, and the comment on its line that may have swallowed what would. */
export interface OpenBracket {
  readonly start: number
  readonly bracket: '{' | '['
  readonly comment: boolean
}

/** The innermost bracket that is open at a place of a text, or that meets another's end before it. */
export function openBracket(text: string, end: number): OpenBracket | undefined {
  const open: OpenBracket[] = []
  for (let i = 0; i < end; i++) {
    const character = text[i]!
    const begins = /[\s{[,:]/.test(text[i - 1] ?? ' ')
    if ((character === '"' || character === "'") && begins) i = endOfQuote(text, i, end)
    else if (character === '#' && begins) {
      const to = endOfComment(text, i, end)
      noteComment(open, text.slice(i, to))
      i = to
    } else if (isOpening(character) && (open.length > 0 || isValueAt(text, i)))
      open.push({ start: i, bracket: character, comment: false })
    else if (character === '}' || character === ']') {
      const top = open.at(-1)
      if (top !== undefined && (top.bracket === '{') !== (character === '}')) return top
      open.pop()
    }
  }
  return open.at(-1)
}

const isOpening = (character: string): character is OpenBracket['bracket'] => character === '{' || character === '['

/** Where the text ends whose quote is at `start`; `end` when nothing closes it before. */
function endOfQuote(text: string, start: number, end: number): number {
  const quote = text[start]!
  for (let i = start + 1; i < end; i++) {
    const character = text[i]!
    // An escape, or a quote in single quotes, which is written twice.
    if ((character === '\\' && quote === '"') || (character === "'" && quote === "'" && text[i + 1] === "'")) i++
    else if (character === quote) return i
  }
  return end
}

function endOfComment(text: string, start: number, end: number): number {
  const line = text.indexOf('\n', start)
  return line === -1 ? end : line
}

/** A comment with a closing bracket may have swallowed the one that the innermost bracket misses. */
function noteComment(open: OpenBracket[], comment: string): void {
  const top = open.at(-1)
  if (top !== undefined && /[}\]]/.test(comment)) open[open.length - 1] = { ...top, comment: true }
}

/** In a text without quotes a bracket is a letter like others: only where a value begins does it open anything. */
const isValueAt = (text: string, at: number): boolean =>
  /(?:^|: +|- +)$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trimStart())
