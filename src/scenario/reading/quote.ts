/** A value that YAML refuses or splits although it was meant as text. Offsets are into the whole file. */
export interface Unquoted {
  readonly start: number
  readonly end: number
  /** The character that YAML took for its own. */
  readonly culprit: string
  /** The author's line with the value in quotes, without its indentation. */
  readonly line: string
}

const keys = /(?:^\s*(?:- +)*|[{,[]\s*|- +)(?:"[^"]*"|'[^']*'|[^\s{}[\],:'"#][^{}[\],:]*):\s+(?=\S)/g
const flowItems = /[[,]\s*(?=[^\s\]])/g
const items = /^\s*(?:- +)+(?=\S)/

/** Looks for a text without quotes at or before an offset where YAML reports an error, on its line or, at a line's start, the one before. */
export function findUnquoted(text: string, offset: number): Unquoted | undefined {
  let start = text.lastIndexOf('\n', offset - 1) + 1
  let column = offset - start
  for (let tries = 0; tries < 3; tries++) {
    const end = text.indexOf('\n', start)
    const found = inLine(text, start, end === -1 ? text.length : end, column)
    if (found !== undefined || start === 0 || text.slice(start, start + column).trim() !== '') return found
    // An unclosed bracket is noticed only at the start of a following line.
    start = text.lastIndexOf('\n', start - 2) + 1
    column = start === 0 && text[0] === '\n' ? 0 : Infinity
    if (column === Infinity && tries > 0) return undefined
  }
  return undefined
}

const keyInBraces = /(?<=[{,]\s*)[\w-]+#[\w#-]*\$\{[^\s{}]*\}[\w#-]*(?=\s*:\s)/

/** `{ server#${n}: hello }`: in braces, a key that has some of its own. Looked for on the line of an offset where YAML reports an error. */
export function findUnquotedKey(text: string, offset: number): Unquoted | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', start)
  const line = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '')
  const found = line.length > 2000 ? null : keyInBraces.exec(line)
  if (found === null) return undefined
  const [key] = found
  const fixed = `${line.slice(0, found.index)}"${key}"${line.slice(found.index + key.length)}`
  return { start: start + found.index, end: start + found.index + key.length, culprit: '{', line: fixed.trim() }
}

function inLine(text: string, start: number, lineEnd: number, column: number): Unquoted | undefined {
  const line = text.slice(start, lineEnd).replace(/\r$/, '')
  // A machine's file on one line would make this slow, and no author looks for a quote there.
  if (line.length > 2000) return undefined
  const item = items.exec(line)?.[0].length ?? -1
  const starts = [keys, flowItems].flatMap((each) =>
    [...line.matchAll(each)].map((match) => match.index + match[0].length),
  )
  for (const from of [...starts, item].filter((value) => value >= 0 && value <= column).sort((a, b) => b - a)) {
    // A list's item that begins with a key is a map, whatever went wrong in it.
    if (from === item && /^[^\s:]+:(?:\s|$)/.test(line.slice(from))) continue
    const open = openBefore(line, from)
    const inList = open.endsWith('[')
    if (!inList && from !== item && !/:\s+$/.test(line.slice(0, from))) continue
    const value = inList ? itemFrom(line, from) : valueFrom(line, from, open.length)
    const culprit = inList ? itemCulprit(value, line.slice(from)) : culpritOf(value, open !== '')
    if (culprit === undefined) continue
    const fixed = line.slice(0, from) + quoted(value) + line.slice(from + value.length)
    return { start: start + from, end: start + from + value.length, culprit, line: fixed.trim() }
  }
  return undefined
}

/** The brackets that are open at a place of a line, such as `{[`. */
function openBefore(line: string, end: number): string {
  let open = ''
  let quote = ''
  for (let i = 0; i < end; i++) {
    const character = line[i]!
    if (quote !== '') quote = character === quote ? '' : quote
    else if ((character === '"' || character === "'") && /[\s{[,:]/.test(line[i - 1] ?? ' ')) quote = character
    else if (character === '{' || character === '[') open += character
    else if (character === '}' || character === ']') open = open.slice(0, -1)
  }
  return open
}

/** An item of a list in brackets; a `${placeholder}` in it closes nothing, and a regex goes on to its second slash. */
function itemFrom(line: string, from: number): string {
  const regex = /^\/(?:[^/\\]|\\.)+\/[a-z]*(?=\s*[,\]])/.exec(line.slice(from))
  if (regex !== null) return regex[0]
  return (/^(?:\$\{[^}]*\}|[^,\]])*/.exec(line.slice(from))?.[0] ?? '').trimEnd()
}

/** `rest` is the line from the item on. */
function itemCulprit(value: string, rest: string): string | undefined {
  if (/^["']/.test(value)) return undefined
  // A bracket that is closed by one of the other kind, with no key behind it, is the beginning of a text.
  if (/^[[{]/.test(value)) return !/:(?:\s|$)/.test(value) && isClosedByOther(rest) ? value[0] : undefined
  return '*&!%@`|>'.includes(value[0] ?? ' ') ? value[0] : / #|[{}]/.exec(value)?.[0]
}

/** Whether a bracket of the other kind stands where the one at the beginning of a text would be closed. */
const isClosedByOther = (text: string): boolean => mismatchDepth(text) === 1

/** How many brackets are open at the first that closes one of the other kind, before that at the beginning is closed; 0 without one. */
function mismatchDepth(text: string): number {
  let open = ''
  for (const character of text) {
    if ('[{'.includes(character)) open += character
    else if (character === ']' || character === '}') {
      if (open.endsWith('[') !== (character === ']')) return open.length
      open = open.slice(0, -1)
      if (open === '') return 0
    }
  }
  return 0
}

function valueFrom(line: string, from: number, depth: number): string {
  let value = line.slice(from).trimEnd()
  if (depth <= 0) return value
  const next = /,\s+[\w#.-]+:(?:\s|$)/.exec(value)
  if (next !== null) return value.slice(0, next.index).trimEnd()
  for (let closing = 0; closing < depth; closing++) value = value.replace(/\s*[}\]]\s*$/, '')
  return value
}

/** Which character of a value YAML takes for its own; undefined when it reads the value as one text. */
function culpritOf(value: string, flow: boolean): string | undefined {
  const first = value[0] ?? ''
  if ('*&!%@`,'.includes(first) || (!flow && '}]'.includes(first))) return first === '' ? undefined : first
  if (/^[|>"'[{]/.test(first)) return isWhole(value, first, flow) ? undefined : first
  if (/^[-?](?: |$)/.test(value)) return first
  if (/:(?:\s|$)/.test(value)) return ': '
  if (value.includes(' #')) return ' #'
  return flow ? /[,[\]{}]/.exec(value)?.[0] : undefined
}

/** Whether YAML reads a value to its end as what its first character begins: a block text, a quoted text, a map or a list. */
function isWhole(value: string, first: string, flow: boolean): boolean {
  if (first === '|' || first === '>') return !flow && /^[|>][-+0-9]*(?:\s*$|\s+#)/.test(value)
  if (first === '"' || first === "'") return /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:\s*$|\s+#)/.test(value)
  return isWholeCollection(value, flow)
}

function isWholeCollection(value: string, flow: boolean): boolean {
  // Something in it is wrong, and not all of it a text.
  if (mismatchDepth(value) > 1) return true
  let depth = 0
  for (let i = 0; i < value.length; i++) {
    if (value[i] === '{' || value[i] === '[') depth++
    else if (value[i] === '}' || value[i] === ']') depth--
    if (depth === 0) return /^\s*(?:#|,|$)/.test(value.slice(i + 1))
  }
  // Never closed: a map or a list over several lines, or one whose end was forgotten, is no text.
  // In braces, a “}” that ends the line may be its own or that of the map around it.
  if (!flow && !value.includes(value.startsWith('[') ? ']' : '}')) return true
  return /^[{[]\s*$|^\{\s*[\w#.-]+:/.test(value)
}

/** What YAML reads as one character in double quotes, and nowhere else, so that its author means that character. */
const escape = /\\(?:[0abefnrtv]|x[\da-fA-F]{2}|u[\da-fA-F]{4})/
const regex = /^\/.*\/[a-z]*$/

/** A text in the quotes that need the fewest escapes; escapes of YAML's own keep their meaning in double quotes. */
function quoted(value: string): string {
  if (escape.test(value) && !value.includes('"') && !regex.test(value)) return `"${value}"`
  return /["\\]/.test(value) && !value.includes("'") ? `'${value}'` : JSON.stringify(value)
}
