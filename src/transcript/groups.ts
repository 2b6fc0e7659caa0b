import type { RawRow } from '../model/event.ts'
import type { RawTranscript } from '../model/raw-transcript.ts'
import type { Row } from '../model/transcript.ts'
import { isOpen } from './open-tails.ts'
import { pushAll } from '../text/push-all.ts'
import { rowKey } from './row-key.ts'

/**
 * The rows of a transcript, with what all instances of a group have in common at one step written once, on the one lane of the group.
 * A row that not all of them have begins with the instances that do (`#1-#3, #7: `). Each instance's rows keep their order, so that
 * nothing is lost. A screen with its heading is one: its rows are never mixed with others, and the heading says whose it is.
 */
export function foldGroups(
  rawRows: readonly RawRow[],
  rawTranscript: RawTranscript,
  rowsOf: (rawRows: RawRow) => Row[],
): Row[] {
  if (!rawRows.some(({ instance }) => instance !== undefined)) return inOrder(rawRows, rowsOf)
  const sizes = new Map(rawTranscript.lanes.flatMap(({ lane, count }) => (count === undefined ? [] : [[lane, count]])))
  const rows: (Row | Group)[] = []
  const groups = new Map<string, Group>()
  for (const one of rawRows) {
    if (one.instance === undefined) {
      pushAll(rows, rowsOf(one))
      continue
    }
    const key = `${one.step} ${one.lane}`
    let group = groups.get(key)
    if (group === undefined) {
      // A connection's lane is `server#group`: it has as many callers as the group has instances.
      const size = sizes.get(one.lane) ?? sizes.get(one.lane.slice(one.lane.lastIndexOf('#') + 1)) ?? 0
      group = { size, endless: one.step === -1 && isOpen(rawTranscript.open, one.lane), instances: new Map() }
      groups.set(key, group)
      rows.push(group)
    }
    const before = group.instances.get(one.instance)
    if (before === undefined) group.instances.set(one.instance, rowsOf(one))
    else pushAll(before, rowsOf(one))
  }
  return rows.flatMap((row) => ('instances' in row ? folded(row) : [row]))
}

function inOrder(rawRows: readonly RawRow[], rowsOf: (rawRows: RawRow) => Row[]): Row[] {
  const rows: Row[] = []
  for (const one of rawRows) for (const row of rowsOf(one)) rows.push(row)
  return rows
}

/** The rows of a group's instances at one step. */
interface Group {
  readonly size: number
  /** Of a tail that never ends only what all have counts. */
  readonly endless: boolean
  readonly instances: Map<number, Row[]>
}

/** A row, or the heading of a screen and its rows, and by what it is the same as another instance's. */
interface Block {
  readonly rows: readonly [Row, ...Row[]]
  readonly key: string
}

/** The blocks of one instance that are still to be written. */
interface Queue {
  readonly instance: number
  readonly blocks: readonly Block[]
  next: number
}

function blocksOf(rows: readonly Row[]): Block[] {
  const blocks: [Row, ...Row[]][] = []
  for (const row of rows) {
    const heading = blocks.at(-1)
    if (row.mark === '=' && heading !== undefined) heading.push(row)
    else blocks.push([row])
  }
  return blocks.map((rows) => ({ rows, key: rows.map(rowKey).join('\n') }))
}

function folded({ size, endless, instances }: Group): Row[] {
  const queues = [...instances]
    .sort(([one], [other]) => one - other)
    .map(([instance, rows]): Queue => ({ instance, blocks: blocksOf(rows), next: 0 }))
  const waiting = instancesByBlock(queues)
  const written: Row[] = []
  for (;;) {
    const groups = heads(queues)
    if (groups.size === 0 || (endless && headCount(groups) < size)) return written
    // A row that another instance still has behind its present one waits for it; where two wait for each other the first goes on.
    const ready = [...groups].filter(([key, group]) => waiting.get(key)?.size === group.length)
    for (const [key, group] of ready.length > 0 ? ready : [...groups].slice(0, 1)) {
      const [first] = group as [Queue]
      const [row, ...screen] = (first.blocks[first.next] as Block).rows
      written.push(group.length === size ? row : { ...row, text: `${named(group)}: ${row.text}` })
      pushAll(written, screen)
      for (const queue of group) take(queue, key, waiting)
    }
  }
}

/** Who has each block still to be written, and how often. */
type Waiting = Map<string, Map<number, number>>

function instancesByBlock(queues: readonly Queue[]): Waiting {
  const waiting: Waiting = new Map()
  for (const { instance, blocks } of queues) {
    for (const { key } of blocks) {
      let counts = waiting.get(key)
      if (counts === undefined) waiting.set(key, (counts = new Map()))
      counts.set(instance, (counts.get(instance) ?? 0) + 1)
    }
  }
  return waiting
}

function take(queue: Queue, key: string, waiting: Waiting): void {
  queue.next += 1
  const counts = waiting.get(key)
  const left = (counts?.get(queue.instance) ?? 0) - 1
  if (left > 0) counts?.set(queue.instance, left)
  else counts?.delete(queue.instance)
}

/** Who has the same block next, in order of the first of them. */
function heads(queues: readonly Queue[]): Map<string, Queue[]> {
  const groups = new Map<string, Queue[]>()
  for (const queue of queues) {
    const block = queue.blocks[queue.next]
    if (block === undefined) continue
    const group = groups.get(block.key)
    if (group === undefined) groups.set(block.key, [queue])
    else group.push(queue)
  }
  return groups
}

function headCount(groups: ReadonlyMap<string, readonly Queue[]>): number {
  let count = 0
  for (const group of groups.values()) count += group.length
  return count
}

/** `#1-#3, #7` for 1, 2, 3 and 7. */
function named(instances: readonly Queue[]): string {
  const ranges: [number, number][] = []
  for (const { instance } of instances) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === instance - 1) last[1] = instance
    else ranges.push([instance, instance])
  }
  return ranges.map(([from, to]) => (from === to ? `#${from}` : `#${from}-#${to}`)).join(', ')
}
