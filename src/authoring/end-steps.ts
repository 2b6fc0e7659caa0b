import type { YamlEntry, YamlMap, YamlNode } from '../model/yaml-node.ts'
import type { Scenario } from '../language/scenario.ts'
import { changed, columnOf, endOfLine, isFlow, lastOf, lineEndOf, rootOf } from './edits.ts'
import { writeStep } from './flow.ts'
import type { Written } from './written.ts'

/** How the steps of a scenario end instead. */
export interface WantedEnd {
  /** So many of the steps at the top stay; all of them when absent. */
  readonly played?: number | undefined
  /** Steps behind those that stay, and behind those of `on-fault`. */
  readonly more: readonly Written[]
}

/**
 * A scenario's text whose steps end before one of them: those of `on-fault` follow in its place, and more. `scenario` is what was read of
 * the text. Answers why not where its steps cannot be parted there.
 */
export function endSteps(
  text: string,
  scenario: Scenario,
  { played, more }: WantedEnd,
): { readonly text: string } | { readonly why: string } {
  // Places in a file are counted without its byte order mark.
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const body = text.slice(mark.length)
  const root = rootOf(body)
  const steps = listOf(body, root, 'steps')
  const onFault = listOf(body, root, 'on-fault')
  if (steps === undefined || (onFault === undefined && scenario.onFault.length > 0))
    return { why: 'its steps are not written one below the other' }
  const kept = keptOf(steps.items, scenario, played)
  if ('why' in kept) return kept
  const dash = columnOf(body, dashOf(body, steps.items[0] as YamlNode))
  const from = endOfLine(body, lastOf(kept.last))
  const to = endOfLine(body, lastOf(steps.items.at(-1) as YamlNode))
  const added = more.map((step) => `${lineEndOf(body)}${' '.repeat(dash)}- ${writeStep(step)}`).join('')
  const follows = onFault === undefined ? '' : lineEndOf(body) + indented(body, onFault.items, dash)
  const edits = [
    [from, follows + added, to - from] as const,
    ...(onFault === undefined ? [] : [withoutEntry(body, onFault.entry)]),
  ]
  return { text: mark + changed(body, edits) }
}

function listOf(
  text: string,
  root: YamlMap | undefined,
  key: string,
): { readonly entry: YamlEntry; readonly items: readonly YamlNode[] } | undefined {
  const entry = root?.entries.find((each) => each.key === key)
  if (entry?.value.type !== 'list' || isFlow(text, entry.value.span) || entry.value.items.length === 0) return undefined
  return { entry, items: entry.value.items }
}

/** The last item that stays. */
function keptOf(
  items: readonly YamlNode[],
  { steps }: Scenario,
  played: number | undefined,
): { readonly last: YamlNode } | { readonly why: string } {
  if (played === undefined) return { last: items.at(-1) as YamlNode }
  const [before, at] = [steps[played - 1], steps[played]]
  if (before === undefined || at === undefined) return { why: 'nothing has happened yet where it breaks' }
  const start = (step: typeof at): number => (step.includedFrom ?? step.span).start
  if (at.includedFrom !== undefined && start(before) === start(at))
    return { why: 'it breaks within the steps of an included file' }
  const last = items.findLast(({ span }) => span.start <= start(before))
  return last === undefined ? { why: 'its steps are not in its file' } : { last }
}

const dashOf = (text: string, item: YamlNode): number => text.lastIndexOf('-', item.span.start)

/** Items of a list with their dashes at this column. */
function indented(text: string, items: readonly YamlNode[], column: number): string {
  const first = dashOf(text, items[0] as YamlNode)
  const own = columnOf(text, first)
  const raw = text.slice(first, endOfLine(text, lastOf(items.at(-1) as YamlNode)))
  const [line, ...lines] = raw.split('\n')
  const moved = lines.map((each) => (each.startsWith(' '.repeat(own)) ? ' '.repeat(column) + each.slice(own) : each))
  return ' '.repeat(column) + [line, ...moved].join('\n')
}

/** The change that leaves an entry out, with its line. */
function withoutEntry(text: string, { keySpan, value }: YamlEntry): readonly [number, string, number] {
  const end = endOfLine(text, lastOf(value))
  const next = text.indexOf('\n', end)
  return [keySpan.start, '', (next === -1 ? text.length : next + 1) - keySpan.start]
}
