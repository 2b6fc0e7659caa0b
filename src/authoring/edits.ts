import type { YamlNode } from '../model/yaml-node.ts'
import { readDocument } from '../scenario/read.ts'

/** Part of a text: offsets. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** The map that a scenario's text is; undefined where it cannot be read. */
export function rootOf(text: string): Extract<YamlNode, { type: 'map' }> | undefined {
  const read = readDocument(new TextEncoder().encode(text), 'scenario', 'scenario')
  return 'document' in read && read.document.root.type === 'map' ? read.document.root : undefined
}

/** Insertions at places of the text as it was, in any order; `cut` characters are left out there. */
export type Change = readonly (readonly [at: number, inserted: string, cut?: number])[]

export const changed = (text: string, change: Change): string =>
  change
    .toSorted(([one], [other]) => other - one)
    .reduce((now, [at, inserted, cut = 0]) => now.slice(0, at) + inserted + now.slice(at + cut), text)

/** Whether a value is written with `{ }` or `[ ]`. */
export const isFlow = (text: string, { start }: Place): boolean => text[start] === '[' || text[start] === '{'

export const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** Characters before this one on its line. */
export const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1)

/** Where the last of what is written in a value ends. */
export function lastOf(node: YamlNode): number {
  const last = node.type === 'list' ? node.items.at(-1) : node.type === 'map' ? node.entries.at(-1)?.value : undefined
  return last === undefined ? node.span.end : Math.max(lastOf(last), last.span.start)
}

/** Behind what stands on this line, also a comment. */
export function endOfLine(text: string, at: number): number {
  // A block scalar ends behind its last line.
  const from = at > 0 && text[at - 1] === '\n' ? at - 1 : at
  const end = text.indexOf('\n', from)
  const stop = end === -1 ? text.length : end
  return text[stop - 1] === '\r' ? stop - 1 : stop
}
