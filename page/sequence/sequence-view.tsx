import { useMemo, useRef } from 'preact/hooks'
import type { Replay } from '../../src/model/replay.ts'
import { diagramOf } from '../../src/picture/sequence/diagram.ts'
import { sequenceOf } from '../../src/picture/sequence/sequence.ts'
import { cellWidth } from '../../src/picture/cell.ts'
import { usePrinting } from '../parts/use-printing.ts'
import { useSize } from '../parts/use-size.ts'
import { partAfterKey } from './part-after-key.ts'
import { DiagramView } from './diagram-view.tsx'
import { PartsView } from './parts-view.tsx'
import { slicesOf } from './slices.ts'
import { timelineOf } from './timeline.ts'
import { useChosen } from './use-chosen.ts'
import { useScrolling } from './use-scrolling.ts'

interface Props {
  readonly replay: Replay
  /** Microseconds at which each row is played. */
  readonly rowTimes: readonly number[]
  /** Microseconds since the start. */
  readonly time: number
  readonly selected: number | undefined
  /** Whether the diagram goes along with the time. */
  readonly follow: 'always' | 'unless-scrolled' | 'never'
  /** A row that must be seen, whenever this value changes. */
  readonly reveal?: { readonly row: number } | undefined
  readonly onRow: (row: number) => void
  readonly onTime: (at: number) => void
}

/** Cells of a diagram that fits into a narrow view, and of the widest that is still easy to read. */
const columns = { least: 64, widest: 150 }
/** Pixels of a diagram that are printed: some fifty pages. */
const printed = 50_000

/** Rows, pieces of bytes and events of a conversation that is drawn: what is longer would stop the page for many seconds. */
const most = 40_000

/** The diagram, or how to draw a part of one that is too long. */
export function SequenceView(props: Props) {
  const { chunks, transcript, events = [] } = props.replay
  const length = chunks.length + transcript.rows.length + events.length
  if (length <= most) return <Sequence {...props} />
  return (
    <p class="empty">
      This conversation is too long for a diagram here. Draw a part of it:{' '}
      <code>scenario render --to sequence --steps 1..20</code>
    </p>
  )
}

/** A conversation as a message sequence diagram: the life lines of its actors, and who sent what to whom, from top to bottom. */
function Sequence(props: Props) {
  const { replay, rowTimes, time, selected, follow, reveal, onRow, onTime } = props
  const view = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(view)
  const { sequence, diagram, slices, timeline } = useDiagram(replay, rowTimes, width)
  const { parts } = diagram
  const now = timeline.partAt(time)
  const [chosen, choose] = useChosen(timeline, { selected, time })
  const revealed = useMemo(() => reveal && { part: timeline.partOf(reveal.row) }, [reveal, timeline])
  const { range, onScroll } = useScrolling({ view, height, diagram, slices, now, follow, reveal: revealed })
  const isPrinting = usePrinting()
  const drawn = useMemo(
    () => (isPrinting ? slices.filter(({ top }) => top < printed) : slices.slice(range.first, range.end)),
    [slices, range, isPrinting],
  )
  const go = (part: number) => {
    choose(part)
    const row = timeline.rows[part]
    if (row !== undefined) onRow(row)
    else onTime(timeline.times[part] ?? 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const part = partAfterKey(event, chosen ?? now, parts.length)
    if (part === undefined) return
    event.preventDefault()
    event.stopPropagation()
    go(part)
  }
  const [first, end] = [drawn[0]?.first ?? 0, drawn.at(-1)?.end ?? 0]
  const names = sequence.actors.map(({ name }) => name).join(', ')
  return (
    <div class="lanes">
      <section class="pane" aria-label="Message sequence diagram">
        <div
          class="sequence"
          role="listbox"
          tabIndex={0}
          aria-label={`Messages between ${names || 'nobody'}`}
          aria-activedescendant={chosen !== undefined && chosen >= first && chosen < end ? `part-${chosen}` : undefined}
          ref={view}
          {...{ onScroll, onKeyDown }}
        >
          <DiagramView {...{ diagram, slices: drawn, now }}>
            <PartsView {...{ sequence, parts, first, end, chosen, now }} onGo={go} />
          </DiagramView>
        </div>
      </section>
    </div>
  )
}

/** Laid out once for each width; the first time that is not known yet. */
function useDiagram(replay: Replay, rowTimes: readonly number[], width: number) {
  const room = Math.min(columns.widest, Math.max(columns.least, Math.floor(width / cellWidth) - 4))
  const sequence = useMemo(() => sequenceOf(replay), [replay])
  return useMemo(() => {
    const diagram = diagramOf(width === 0 ? { ...sequence, messages: [] } : sequence, room)
    return { sequence, diagram, slices: slicesOf(diagram), timeline: timelineOf(replay, rowTimes, sequence, diagram) }
  }, [replay, rowTimes, sequence, room, width === 0])
}
