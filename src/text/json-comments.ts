/**
 * JSON as editors keep it, with comments and commas behind the last entry, made into plain JSON of the same length: what is taken
 * out becomes blanks, so that offsets stay true.
 */
export function withoutComments(text: string): string {
  const blank = (part: string): string => part.replace(/[^\r\n]/g, ' ')
  const parts = /"(?:[^"\\\r\n]|\\.)*"|\/\/[^\r\n]*|\/\*[^]*?\*\//g
  const bare = text.replace(parts, (part) => (part.startsWith('"') ? part : blank(part)))
  return bare.replace(/"(?:[^"\\\r\n]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === ',' ? ' ' : part))
}

/** Where the map behind a key of the outermost map begins (its `{`), or undefined when no map stands there. */
function mapBehind(plain: string, key: string): number | undefined {
  let depth = 0
  for (const { 0: token, index } of plain.matchAll(/"(?:[^"\\\r\n]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && JSON.parse(token) === key) {
      const behind = /^\s*:\s*(?=\{)/.exec(plain.slice(index + token.length))
      if (behind !== null) return index + token.length + behind[0].length
    }
  }
  return undefined
}

/**
 * The text of a JSON file with an entry more in the map behind `key` of its outermost map; everything else stays as it is, comments
 * too. The text itself when the entry is there already, undefined when the file cannot be understood.
 */
export function addToMap(text: string, key: string, name: string, value: unknown): string | undefined {
  const plain = withoutComments(text.replace(/^\uFEFF/, ' '))
  if (plain.trim() === '') return `${JSON.stringify({ [key]: { [name]: value } }, undefined, 2)}\n`
  const root = parsed(plain)
  if (!isMap(root)) return undefined
  const map = Object.hasOwn(root, key) ? root[key] : undefined
  if (map !== undefined && !isMap(map)) return undefined
  if (map !== undefined && Object.hasOwn(map, name)) return text
  const indent = /\n([ \t]+)"/.exec(plain)?.[1] ?? '  '
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(value)}`
  if (map === undefined) {
    const lines = [`${JSON.stringify(key)}: {`, `${indent}${entry}`, '}']
    return insert(text, plain.indexOf('{'), lines.join(`\n${indent}`), indent, isEmpty(root))
  }
  const at = mapBehind(plain, key)
  return at === undefined ? undefined : insert(text, at, entry, indent + indent, isEmpty(map))
}

function insert(text: string, brace: number, entry: string, indent: string, last: boolean): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const behind = text.slice(brace + 1)
  const own = `\n${indent}${entry}${last ? '' : ','}`.replaceAll('\n', eol)
  // What stood on the brace's own line goes to a line of its own.
  const gap = /^[ \t]*(?:\r?\n|\/\/|\/\*)/.test(behind)
    ? ''
    : `${eol}${last ? indent.slice(indent.length / 2) : indent}`
  return text.slice(0, brace + 1) + own + gap + (gap === '' ? behind : behind.trimStart())
}

type Map = Readonly<Record<string, unknown>>
const isMap = (value: unknown): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value)
const isEmpty = (map: Map): boolean => Object.keys(map).length === 0

function parsed(plain: string): unknown {
  try {
    return JSON.parse(plain)
  } catch {
    return undefined
  }
}
