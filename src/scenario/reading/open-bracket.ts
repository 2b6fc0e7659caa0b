/** A bracket that nothing closes, and the comment on its line that may have swallowed what would. */
export interface OpenBracket {
  readonly start: number
  readonly bracket: '{' | '['
  readonly comment: boolean
}

/** The innermost bracket that is open at a place of a text, or that meets another's end before it. */
export function openBracket(text: string, end: number): OpenBracket | undefined {
  const open: OpenBracket[] = []
  let quote = ''
  for (let i = 0; i < end; i++) {
    const character = text[i]!
    const begins = /[\s{[,:]/.test(text[i - 1] ?? ' ')
    if (quote !== '') {
      // An escape, or a quote in single quotes, which is written twice.
      if ((character === '\\' && quote === '"') || (character === "'" && quote === "'" && text[i + 1] === "'")) i++
      else if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && begins) quote = character
    else if (character === '#' && begins) {
      const line = text.indexOf('\n', i)
      const to = line === -1 ? end : line
      const top = open.at(-1)
      if (top !== undefined && /[}\]]/.test(text.slice(i, to))) open[open.length - 1] = { ...top, comment: true }
      i = to
    } else if ((character === '{' || character === '[') && (open.length > 0 || isValueAt(text, i)))
      open.push({ start: i, bracket: character, comment: false })
    else if (character === '}' || character === ']') {
      const top = open.at(-1)
      if (top !== undefined && (top.bracket === '{') !== (character === '}')) return top
      open.pop()
    }
  }
  return open.at(-1)
}

/** In a text without quotes a bracket is a letter like others: only where a value begins does it open anything. */
const isValueAt = (text: string, at: number): boolean =>
  /(?:^|: +|- +)$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trimStart())
