import type { Pane, PaneLine, PaneRun } from '../model/picture.ts'
import type { Styling } from '../model/screen.ts'
import type { Row } from '../model/transcript.ts'
import { drawTerminal } from '../picture/terminal.ts'
import { asPrinted, wrap } from '../picture/text.ts'
import type { Palette } from '../text/palette.ts'
import { pairLanes, type LanePair } from '../transcript/lanes.ts'
import { pairRows } from '../transcript/propose/pair-rows.ts'
import type { Differing } from './difference.ts'
import { rowKey } from '../transcript/row-key.ts'

/** A pane's frame, and its row's mark with a blank. */
const [frame, margin] = [4, 2]
/** Narrower panes cannot be read. */
const leastColumns = 24

/** The lanes that differ as two panes each: the committed conversation on the left, the new one on the right. */
export function sidePanes(
  { expected, received, difference }: Differing,
  palette: Palette & Styling,
  columns: number,
): string[] {
  const names = difference.lanes.map(({ lane }) => lane)
  const pairs = pairLanes(expected, received).filter(({ lane }) => names.includes(lane))
  return pairs.flatMap((pair) => drawn(pair, palette, Math.max(leastColumns, Math.floor((columns - 1) / 2))))
}

function drawn(pair: LanePair, palette: Palette & Styling, columns: number): string[] {
  const [left, right] = [[], []] as [PaneLine[], PaneLine[]]
  let row = 1
  for (const [one, other] of aligned(pair)) {
    const isSame = one !== undefined && other !== undefined && rowKey(one) === rowKey(other)
    const [before, now] = [
      linesOf(one, columns, isSame ? 'received' : 'stderr'),
      linesOf(other, columns, isSame ? 'received' : 'sent'),
    ]
    before.forEach((runs, at) => left.push({ row: row + at, runs }))
    now.forEach((runs, at) => right.push({ row: row + at, runs }))
    row += Math.max(before.length, now.length)
  }
  const pane = { row: 0, columns, rows: row + 1, filler: 0, band: 0, command: '' }
  const panes: Pane[] = [
    { ...pane, lane: `${pair.lane} · transcript`, column: 0, lines: left },
    { ...pane, lane: `${pair.lane} · this run`, column: columns + 1, lines: right },
  ]
  return drawTerminal({ columns: 2 * columns + 1, rows: row + 1, panes }, palette)
    .trimEnd()
    .split('\n')
}

/** Rows beside each other: those that are the same or alike, and the others beside nothing. */
function aligned({ expected, received }: LanePair): (readonly [Row | undefined, Row | undefined])[] {
  const { pairs } = pairRows(expected.map(rowKey), received.map(rowKey))
  const rows: (readonly [Row | undefined, Row | undefined])[] = []
  let [from, otherFrom] = [0, 0]
  for (const [one, other] of [...pairs, [expected.length, received.length] as const]) {
    for (; from < one; from++) rows.push([expected[from], undefined])
    for (; otherFrom < other; otherFrom++) rows.push([undefined, received[otherFrom]])
    if (one < expected.length) rows.push([expected[one], received[other]])
    from = one + 1
    otherFrom = other + 1
  }
  return rows
}

function linesOf(row: Row | undefined, columns: number, style: PaneRun['style']): PaneRun[][] {
  if (row === undefined) return []
  return wrap(asPrinted(row.text), columns - frame - margin).map((text, at) => [
    { text: at === 0 ? `${row.mark} ` : '  ', style: 'plain' },
    { text, style },
  ])
}
