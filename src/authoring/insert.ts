import type { YamlEntry, YamlNode } from '../model/yaml-node.ts'
import { changed, columnOf, endOfLine, isFlow, lastOf, lineEndOf, rootOf, type Change, type Place } from './edits.ts'
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
