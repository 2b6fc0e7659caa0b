import { applyEdits, findNodeAtLocation, modify, parseTree, type ParseError } from 'jsonc-parser'

/**
 * The text of a JSON file, as editors keep it with comments and commas behind the last entry, with an entry more in the map behind
 * `key` of its outermost map; everything else stays as it is. The text itself when the entry is there already, undefined when the file
 * cannot be understood.
 */
export function addToMap(text: string, key: string, name: string, value: unknown): string | undefined {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const bare = text.slice(bom.length)
  if (bare.trim() === '') return `${JSON.stringify({ [key]: { [name]: value } }, undefined, 2)}\n`
  const errors: ParseError[] = []
  const root = parseTree(bare, errors, { allowTrailingComma: true })
  if (root?.type !== 'object' || errors.length > 0) return undefined
  const map = findNodeAtLocation(root, [key])
  if (map !== undefined && map.type !== 'object') return undefined
  if (map !== undefined && findNodeAtLocation(map, [name]) !== undefined) return text
  const edits = modify(bare, [key, name], value, { formattingOptions: layoutOf(bare), getInsertionIndex: () => 0 })
  return bom + applyEdits(bare, edits)
}

/** How the file is laid out already: by tabs or by so many blanks, with which ends of lines. */
function layoutOf(text: string) {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  '
  return {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}
