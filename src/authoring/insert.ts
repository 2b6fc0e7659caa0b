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
  const root = rootOf(text)
  if (root === undefined) return undefined
  const { entries } = root
  const rule = writeMask(mask)
  const own = entries.find(({ key }) => key === 'mask')
  const inserted = changed(text, own === undefined ? newKey(text, entries, rule) : added(text, own, rule))
  return rootOf(inserted) === undefined ? undefined : inserted
}

function rootOf(text: string): Extract<YamlNode, { type: 'map' }> | undefined {
  const read = readDocument(new TextEncoder().encode(text), 'scenario', 'scenario')
  return 'document' in read && read.document.root.type === 'map' ? read.document.root : undefined
}

/** Insertions by their places, the last first. */
type Change = readonly (readonly [at: number, inserted: string])[]

const changed = (text: string, change: Change): string =>
  change.reduce((now, [at, inserted]) => now.slice(0, at) + inserted + now.slice(at), text)

/** A line of its own above the actors, below what stands before them. */
function newKey(text: string, entries: readonly YamlEntry[], rule: string): Change {
  const end = lineEndOf(text)
  const at = entries.findIndex(({ key }) => key === 'actors' || key === 'steps')
  const before = entries[at === -1 ? entries.length - 1 : at - 1]
  const line = `mask: [${rule}]`
  if (before === undefined) return [[entries[0]?.keySpan.start ?? 0, line + end]]
  const place = endOfLine(text, lastOf(before.value))
  return [[place, end + line]]
}

function added(text: string, { keySpan, value }: YamlEntry, rule: string): Change {
  const { span } = value
  const isFlow = text[span.start] === '[' || text[span.start] === '{'
  if (value.type === 'list') return isFlow ? inFlowList(text, value, rule) : inBlockList(text, value, rule)
  // A value that is not written stands where its key does.
  if (value.type === 'scalar' && span.start < keySpan.end) return [[text.indexOf(':', keySpan.end) + 1, ` [${rule}]`]]
  if (value.type === 'scalar' || isFlow)
    return [
      [span.end, `, ${rule}]`],
      [span.start, '['],
    ]
  return inBlockMap(text, value, rule)
}

type List = Extract<YamlNode, { type: 'list' }>

function inFlowList(text: string, { items, span }: List, rule: string): Change {
  const last = items.at(-1)
  return last === undefined ? [[text.indexOf('[', span.start) + 1, rule]] : [[last.span.end, `, ${rule}`]]
}

/** Below the last rule, with the dash below its dash. */
function inBlockList(text: string, { items }: List, rule: string): Change {
  const last = items.at(-1) as YamlNode
  const dash = text.lastIndexOf('-', last.span.start - 1)
  return [[endOfLine(text, lastOf(last)), `${lineEndOf(text)}${' '.repeat(columnOf(text, dash))}- ${rule}`]]
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
