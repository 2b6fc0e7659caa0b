/** A piece of a scenario's text that can be read by itself: whole lines. */
export interface Piece {
  /** What it is: a key at the top with its value (in braces all keys), one actor, or one step of the list of steps. */
  readonly is: 'top' | 'actor' | 'step'
  readonly start: number
  readonly end: number
}

const topKey = /^(?:[A-Za-z_][\w-]*|"[^"\n]*"|'[^'\n]*')\s*:(?:\s|$)/
const opensBlock = /^(actors|steps|on-fault)\s*:\s*(?:#.*)?$/

interface Line {
  readonly start: number
  readonly text: string
}

/**
 * Cuts a scenario, or a file of steps, into pieces at its lines alone, so that a mistake in one of them hides none of the others,
 * and only a piece that has changed is read again. Offsets are UTF-16 units.
 */
export function cut(text: string): Piece[] {
  const pieces: Piece[] = []
  const lines = linesOf(text)
  for (let at = 0; at < lines.length;) {
    const first = lines[at]!
    const isStep = first.text.startsWith('- ') || first.text.trimEnd() === '-'
    const next = after(lines, at, isStep)
    const end = lines[next]?.start ?? text.length
    const block = opensBlock.exec(first.text)?.[1]
    if (block !== undefined)
      pieces.push(...children(lines.slice(at + 1, next), end, block === 'actors' ? 'actor' : 'step'))
    else if (isStep) pieces.push({ is: 'step', start: first.start, end })
    else if (topKey.test(first.text) || first.text.startsWith('{')) pieces.push({ is: 'top', start: first.start, end })
    at = next
  }
  return pieces
}

/** The first line behind a piece that begins at the margin. */
function after(lines: readonly Line[], from: number, isStep: boolean): number {
  const holdsList = !isStep && opensBlock.test(lines[from]!.text)
  let at = from + 1
  for (; at < lines.length; at += 1) {
    const { text } = lines[at]!
    // A list may stand at the margin below its key; a bracket that closes belongs to what it closes.
    if (text === '' || /^[\s#\]}]/.test(text) || (holdsList && text.startsWith('-') && !text.startsWith('---')))
      continue
    break
  }
  return at
}

function children(lines: readonly Line[], end: number, is: 'actor' | 'step'): Piece[] {
  const indent = lines.map(({ text }) => indentOf(text)).find((each) => each !== undefined)
  if (indent === undefined) return []
  const begins = lines.filter(({ text }) => {
    const own = indentOf(text)
    if (own === undefined || own > indent) return false
    return is === 'actor' || own < indent || text[indent] === '-'
  })
  return begins.map(({ start }, at) => ({ is, start, end: begins[at + 1]?.start ?? end }))
}

/** Blanks before what a line has; undefined for a line that has nothing, or a comment alone. */
function indentOf(line: string): number | undefined {
  const indent = line.search(/[^ ]/)
  return indent === -1 || /^\s*(?:#|$)/.test(line) ? undefined : indent
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  // A mark of the byte order belongs to no line.
  for (let start = text.startsWith('\ufeff') ? 1 : 0; start <= text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    lines.push({ start, text: text.slice(start, end).replace(/\r$/, '') })
    start = end + 1
  }
  return lines
}
