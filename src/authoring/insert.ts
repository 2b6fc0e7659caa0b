import type { YamlEntry, YamlNode } from '../model/yaml-node.ts'
import { readDocument } from '../scenario/read.ts'
import { writeFlow } from './flow.ts'
import type { Written } from './written.ts'

/** A rule of `mask`: the name of one, or a pattern. */
export type WrittenMask =
  | { readonly builtin: string }
  | { readonly match: string; readonly as: string; readonly lane?: string }

/** A mask as it stands in a scenario: `uuid`, or `{ match: '/pid (\d+)/', as: <pid>, lane: server }`. */
export function writeMask(mask: WrittenMask): string {
  if ('builtin' in mask) return mask.builtin
  const { match, as, lane } = mask
  const written: Written = { match: `/${match}/`, as, lane }
  return writeFlow(written, true)
}

/** A scenario's text with one more mask, behind those that it has; all else stays as it is. Undefined where it cannot be read. */
export function insertMask(text: string, mask: WrittenMask): string | undefined {
  // Places in a file are counted without its byte order mark.
  if (text.startsWith('\ufeff')) return withMark(insertMask(text.slice(1), mask))
  const root = rootOf(text)
  if (root === undefined) return undefined
  const rule = writeMask(mask)
  const own = root.entries.find(({ key }) => key === 'mask')
  const inserted = changed(text, own === undefined ? newKey(text, root, rule) : added(text, own, rule))
  return countOf(inserted) === (countOf(text) ?? 0) + 1 ? inserted : undefined
}

const withMark = (text: string | undefined): string | undefined => (text === undefined ? undefined : `\ufeff${text}`)

/** How many rules a scenario has; undefined where it cannot be read. */
function countOf(text: string): number | undefined {
  const root = rootOf(text)
  const value = root?.entries.find(({ key }) => key === 'mask')?.value
  if (root === undefined || value === undefined) return root === undefined ? undefined : 0
  if (value.type === 'list') return value.items.length
  return value.type === 'scalar' && value.value === null ? 0 : 1
}

function rootOf(text: string): Extract<YamlNode, { type: 'map' }> | undefined {
  const read = readDocument(new TextEncoder().encode(text), 'scenario', 'scenario')
  return 'document' in read && read.document.root.type === 'map' ? read.document.root : undefined
}

/** Insertions by their places, the last first; `cut` characters are left out there. */
type Change = readonly (readonly [at: number, inserted: string, cut?: number])[]

const changed = (text: string, change: Change): string =>
  change.reduce((now, [at, inserted, cut = 0]) => now.slice(0, at) + inserted + now.slice(at + cut), text)

/** A line of its own above the actors, below what stands before them. */
function newKey(text: string, { entries, span }: Extract<YamlNode, { type: 'map' }>, rule: string): Change {
  const end = lineEndOf(text)
  const at = entries.findIndex(({ key }) => key === 'actors' || key === 'steps')
  const before = entries[at === -1 ? entries.length - 1 : at - 1]
  const line = `mask: [${rule}]`
  if (isFlow(text, span) && entries.length > 0) return [[(entries[at] ?? entries[0]!).keySpan.start, `${line}, `]]
  if (before === undefined) return [[entries[0]?.keySpan.start ?? 0, line + end]]
  const place = endOfLine(text, lastOf(before.value))
  return [[place, end + line]]
}

function added(text: string, { keySpan, value }: YamlEntry, rule: string): Change {
  const { span } = value
  const flow = isFlow(text, span)
  if (value.type === 'list') return flow ? inFlowList(text, value, rule) : inBlockList(text, value, rule)
  if (value.type === 'scalar' && value.value === null) {
    // A value that is not written stands where its key does.
    const isWritten = span.start >= keySpan.end
    return isWritten
      ? [[span.start, `[${rule}]`, span.end - span.start]]
      : [[text.indexOf(':', keySpan.end) + 1, ` [${rule}]`]]
  }
  if (value.type === 'scalar' || flow)
    return [
      [span.end, `, ${rule}]`],
      [span.start, '['],
    ]
  return inBlockMap(text, value, rule)
}

const isFlow = (text: string, { start }: Place): boolean => text[start] === '[' || text[start] === '{'

type List = Extract<YamlNode, { type: 'list' }>

function inFlowList(text: string, list: List, rule: string): Change {
  const last = lastPlace(text, list)
  return last === undefined ? [[text.indexOf('[', list.span.start) + 1, rule]] : [[last.end, `, ${rule}`]]
}

/** Below the last rule, with the dash below its dash. */
function inBlockList(text: string, list: List, rule: string): Change {
  const { start, end } = lastPlace(text, list) as Place
  const dash = text.lastIndexOf('-', start - 1)
  return [[endOfLine(text, end), `${lineEndOf(text)}${' '.repeat(columnOf(text, dash))}- ${rule}`]]
}

interface Place {
  readonly start: number
  readonly end: number
}

/** Where the last item of a list stands: an alias, which has the place of its anchor, where its name is. */
function lastPlace(text: string, { items, span }: List): Place | undefined {
  let place: Place | undefined
  for (const item of items) {
    const from = place?.end ?? span.start
    if (item.span.start >= from && item.span.start < span.end)
      place = { start: item.span.start, end: isFlow(text, span) ? item.span.end : lastOf(item) }
    else {
      const alias = /(?:\s#[^\n]*|[^*])*?(\*[^\s,[\]{}]+)/y
      alias.lastIndex = from
      const name = alias.exec(text)?.[1] ?? ''
      place = { start: alias.lastIndex - name.length, end: alias.lastIndex }
    }
  }
  return place
}

/** One rule without a dash, over several lines, becomes the first of a list. */
function inBlockMap(text: string, value: Extract<YamlNode, { type: 'map' }>, rule: string): Change {
  const [first] = value.entries
  const column = columnOf(text, (first as YamlEntry).keySpan.start)
  const starts = value.entries.map(({ keySpan }, at) => [keySpan.start, at === 0 ? '- ' : '  '] as const)
  return [[endOfLine(text, lastOf(value)), `${lineEndOf(text)}${' '.repeat(column)}- ${rule}`], ...starts.reverse()]
}

const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1)

/** Where the last of what is written in a value ends. */
function lastOf(node: YamlNode): number {
  const last = node.type === 'list' ? node.items.at(-1) : node.type === 'map' ? node.entries.at(-1)?.value : undefined
  return last === undefined ? node.span.end : Math.max(lastOf(last), last.span.start)
}

/** Behind what stands on this line, also a comment. */
function endOfLine(text: string, at: number): number {
  // A block scalar ends behind its last line.
  const from = at > 0 && text[at - 1] === '\n' ? at - 1 : at
  const end = text.indexOf('\n', from)
  const stop = end === -1 ? text.length : end
  return text[stop - 1] === '\r' ? stop - 1 : stop
}
