import { useMemo, useRef } from 'preact/hooks'
import type { Row } from '../../src/model/transcript.ts'
import { arrange } from '../../src/picture/bands.ts'
import { wholeRow } from '../../src/picture/looks.ts'
import { asPrinted, widthOf } from '../../src/picture/text.ts'
import { besideText, RowList, type RowListProps } from './row-list.tsx'
import type { Lane, Scene } from './scene.ts'
import { useSize } from '../parts/use-size.ts'

type Shared = Omit<RowListProps, 'rows' | 'label' | 'id' | 'names'>

/** Of a pane's frame and its bar for scrolling, and the space beside it. */
const frame = 4
const leastColumns = 38
/** Rows of a pane whose widths decide how wide it should be. */
const measured = 2000

/** A pane for each lane, side by side, as many as fit, and the others below. */
export function LanesView(shared: Shared) {
  const { scene, character } = shared
  const area = useRef<HTMLDivElement>(null)
  const { width } = useSize(area)
  const columns = Math.floor(width / character)
  const wanted = useMemo(() => scene.lanes.map((lane) => wantedColumns(scene, lane)), [scene])
  const bands = useMemo(
    () =>
      columns === 0
        ? []
        : arrange(
            wanted.map((each) => ({ columns: each, least: leastColumns })),
            columns,
          ),
    [wanted, columns],
  )
  return (
    <div class="lanes" ref={area}>
      {bands.map((band) => {
        const whole = band.reduce((sum, place) => sum + place.columns, 0)
        const tallest = Math.max(...band.map(({ index }) => scene.lanes[index]?.rows.length ?? 0))
        return (
          <div class="band" style={{ flexGrow: String(Math.min(40, Math.max(6, tallest))) }}>
            {band.map((place) => (
              <Pane
                key={place.index}
                {...shared}
                lane={scene.lanes[place.index] as Lane}
                index={place.index}
                share={place.columns / whole}
              />
            ))}
          </div>
        )
      })}
    </div>
  )
}

interface PaneProps extends Shared {
  readonly lane: Lane
  readonly index: number
  readonly share: number
}

function Pane({ lane: { lane, command, kind, rows }, index, share, ...list }: PaneProps) {
  const name = lane === '' ? 'notes' : lane
  return (
    <section class="pane" aria-label={name} style={{ flexGrow: String(share) }}>
      <header class="pane-head">
        <h3>{name}</h3>
        <span class="pane-command" title={kind}>
          {asPrinted(command)}
        </span>
      </header>
      <RowList {...list} rows={rows} label={`Rows of ${name}`} id={`lane-${index}`} />
    </section>
  )
}

/** How wide a pane would be if nothing in it had to be wrapped. */
function wantedColumns({ replay: { transcript } }: Scene, { lane, command, rows }: Lane): number {
  const widths = rows.slice(0, measured).map((index) => {
    const row = transcript.rows[index] as Row
    // A longer one is wider than any page.
    return widthOf(wholeRow({ ...row, text: row.text.slice(0, 2000) }))
  })
  const head = widthOf(lane) + Math.min(40, widthOf(asPrinted(command))) + 4
  return Math.max(head, ...widths.map((width) => width + besideText(false) + frame))
}
