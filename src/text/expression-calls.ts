/** A call of a function, as it is written. */
export interface Call {
  /** Empty for a list in brackets, and for parentheses that only group. */
  readonly name: string
  /** The source of each argument that has ended. */
  readonly arguments: string[]
  readonly from: number
  /** Where the argument begins that is being written. */
  argument: number
}

/** An expression up to some place. */
export interface Scanned {
  readonly inQuotes: boolean
  /** What is not closed at its end, the innermost last. */
  readonly open: readonly Call[]
  /** What is closed, in the order of the closing parentheses. */
  readonly calls: readonly Call[]
}

const token =
  /(?<quoted>"(?:\\[^]|[^"\\])*(?:"|\\?$)|'(?:\\[^]|[^'\\])*(?:'|\\?$))|(?<word>[A-Za-z_]\w*)|[\d.]+|\s+|[^]/gy
const isOpen = /^(?:"(?:\\[^]|[^"\\])*|'(?:\\[^]|[^'\\])*)\\?$/

/** Reads quotes, calls and their arguments. It never fails: what is wrong otherwise is the parser's to say. */
export function scanExpression(source: string): Scanned {
  const open: Call[] = []
  const calls: Call[] = []
  let word = ''
  let inQuotes = false
  for (const { 0: text, index, groups } of source.matchAll(token)) {
    inQuotes = groups?.['quoted'] !== undefined && isOpen.test(text)
    const call = open.at(-1)
    if (text === '(') open.push({ name: word, arguments: [], from: index, argument: index + 1 })
    else if (text === '[') open.push({ name: '', arguments: [], from: index, argument: index + 1 })
    else if (call !== undefined && /^[,)\]]$/.test(text)) {
      endArgument(call, source, index, text)
      if (text !== ',') calls.push(...open.splice(-1))
    }
    if (text.trim() !== '') word = groups?.['word'] ?? ''
  }
  return { inQuotes, open, calls }
}

/** An argument ends at a comma, and the last at the closing parenthesis, unless nothing stands between the two. */
function endArgument(call: Call, source: string, at: number, mark: string): void {
  const argument = source.slice(call.argument, at).trim()
  if (mark === ',' || argument !== '' || call.arguments.length > 0) call.arguments.push(argument)
  call.argument = at + 1
}
