import type { Screen } from '../../model/screen.ts'
import type { RunLane } from './lane.ts'
import type { LaneRows } from './lane-rows.ts'

/** Lets the lane's waiter look at a screen. Nothing has come: what is idle stays so. */
export function showOn(lane: RunLane, screen: Screen): void {
  if (lane.frozen) return
  lane.screen = screen
  lane.waiter?.()
  lane.screen = undefined
}

/** Puts rows of a screen into the transcript as a block: a heading, and each row as it stands, up to the last that is not empty. */
export function addScreenRows(
  to: LaneRows,
  screen: Screen,
  at: number,
  part?: { readonly first: number; readonly last: number },
): void {
  const rows = screen.rows.slice((part?.first ?? 1) - 1, part?.last)
  const end = rows.findLastIndex(({ text, styles }) => text !== '' || styles.length > 0) + 1
  const which =
    part === undefined ? '' : part.first === part.last ? ` row ${part.first}` : ` rows ${part.first}..${part.last}`
  to.row('*', `screen${which}${end === 0 ? ', empty' : ''}`, at)
  for (const { text, styles } of rows.slice(0, end))
    to.row('=', text, at, 'main', styles.length === 0 ? undefined : { styles })
}
