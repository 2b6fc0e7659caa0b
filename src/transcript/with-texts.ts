import type { Replay } from '../model/replay.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { groups } from '../text/groups.ts'

/**
 * The conversation of a recording with the texts of a transcript, in which ports and whatever is masked have their names: its rows, times
 * and bytes are those of the recording. Undefined where the two do not have the same rows: each lane as many of each mark, and their texts
 * the same but for what a name stands for. A recording may have its failure as one row more, behind all others.
 */
export function withTexts(replay: Replay, transcript: Transcript): Replay | undefined {
  const { rows } = replay.transcript
  const surplus = rows.length - transcript.rows.length
  const failed = replay.verdict !== undefined && replay.verdict.status !== 'passed'
  if (surplus !== 0 && !(surplus === 1 && failed)) return undefined
  const own = rows.slice(0, transcript.rows.length)
  const twins = twinsOf(own, transcript.rows)
  if (twins === undefined) return undefined
  const named = rows.map((row) => merged(row, twins.get(row)))
  const { title, source, lanes, open } = transcript
  const commands = new Map(lanes.map((info) => [info.lane, info]))
  return {
    ...replay,
    transcript: {
      ...replay.transcript,
      title,
      source,
      lanes: replay.transcript.lanes.map((info) => ({ ...info, ...commands.get(info.lane) })),
      rows: named,
      ...(open !== undefined && { open }),
    },
  }
}

/** Looks count in a text as it was. */
function merged(row: Row, twin: Row | undefined): Row {
  if (twin === undefined || twin.text === row.text) return row
  const { styles: _, ...rest } = row
  return { ...rest, text: twin.text }
}

/** The row of a transcript for each row of a recording, by lane and mark; undefined where one is without. */
function twinsOf(rows: readonly Row[], named: readonly Row[]): ReadonlyMap<Row, Row> | undefined {
  const theirs = new Map(groups(named, keyOf).map((all) => [keyOf(all[0]), all]))
  const twins = new Map<Row, Row>()
  for (const all of groups(rows, keyOf)) {
    const others = theirs.get(keyOf(all[0])) ?? []
    const order = all.length === others.length ? (inOrder(all, others) ?? inAnyOrder(all, others)) : undefined
    if (order === undefined) return undefined
    for (const [at, row] of all.entries()) twins.set(row, order[at] as Row)
  }
  return twins
}

const keyOf = ({ lane, mark }: Row): string => `${mark} ${lane}`

const inOrder = (rows: readonly Row[], named: readonly Row[]): readonly Row[] | undefined =>
  rows.every(({ text }, at) => mayBe(text, (named[at] as Row).text)) ? named : undefined

/** So many rows with names are tried for each other at most. */
const mostTried = 500

/** Of a lane whose transcript is sorted: first those with the same text, so that no name takes one of them. */
function inAnyOrder(rows: readonly Row[], named: readonly Row[]): readonly Row[] | undefined {
  const same = new Map(groups(named, ({ text }) => text).map(([first, ...others]) => [first.text, [first, ...others]]))
  const found = rows.map(({ text }) => same.get(text)?.shift())
  const left = new Set([...same.values()].flat())
  if (left.size > mostTried) return undefined
  for (const [at, row] of rows.entries()) {
    if (found[at] !== undefined) continue
    const twin = [...left].find((other) => mayBe(row.text, other.text))
    if (twin === undefined) return undefined
    left.delete(twin)
    found[at] = twin
  }
  return found as readonly Row[]
}

/** Of a text, or of a byte that may be any. */
const name = /<[^<>]+>|\?\?/
const openByte = /^(?:[\da-f]{2} |\?\? )*\?\? /

/** Whether a text is another one in which names stand for parts of it: `localhost:41234` and `localhost:<server.port>`. */
function mayBe(text: string, named: string): boolean {
  if (text === named) return true
  // Behind the bytes of a dump stand their characters, of which those of open bytes are dots.
  return openByte.test(named) ? fits(text.split('  ')[0]!, named.split('  ')[0]!) : fits(text, named)
}

function fits(text: string, named: string): boolean {
  const [first = '', ...others] = named.split(name)
  const last = others.pop()
  if (last === undefined || !text.startsWith(first)) return false
  let from = first.length
  for (const part of others) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
