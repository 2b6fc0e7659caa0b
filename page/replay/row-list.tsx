import { useMemo, useRef } from 'preact/hooks'
import type { Row } from '../../src/model/transcript.ts'
import { countUpTo } from '../../src/picture/folded-time.ts'
import { lineOffsets } from './row-lines.ts'
import { RowView, type RowLook } from './row-view.tsx'
import type { Scene } from './scene.ts'
import { useSize } from '../parts/use-size.ts'
import { VirtualLines } from '../parts/virtual-lines.tsx'

/** Cells beside the text of a row: its mark, its time (longer with microseconds), and the edges of the list. */
export const besideText = (micros: boolean): number => (micros ? 16 : 13)

/** Narrower text cannot be read. */
const leastColumns = 16

export interface RowListProps extends RowLook {
  readonly scene: Scene
  /** Rows of the list, in order. */
  readonly rows: readonly number[]
  /** How many rows of the whole conversation have come. */
  readonly seen: number
  readonly follow: 'always' | 'unless-scrolled' | 'never'
  /** A row that must be seen, or what the list had last when it came. */
  readonly reveal?: { readonly row: number } | undefined
  readonly label: string
  /** Names its rows in the document. */
  readonly id: string
  /** Pixels of a character. */
  readonly character: number
  /** Cells of the names of lanes, where rows of several lanes stand in the list. */
  readonly names?: number
}

/** Rows that have come, in a list that scrolls and in which a row is selected by mouse and keyboard. */
export function RowList(props: RowListProps) {
  const { scene, rows, seen, follow, reveal, label, id, character, names, ...look } = props
  const { micros, selected, onSelect } = look
  const view = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(view)
  const beside = besideText(micros) + (names === undefined ? 0 : names + 2)
  const columns = Math.max(leastColumns, Math.floor(width / character) - beside)
  const all = scene.replay.transcript.rows
  const offsets = useOffsets(all, rows, width === 0 ? 0 : columns)
  const count = Math.min(offsets.length - 1, countUpTo(rows, seen - 1))
  const place = placeOf(rows, selected)
  // Of another lane, what stood there at that time.
  const item = useMemo(
    () => (reveal === undefined ? undefined : { item: Math.max(0, countUpTo(rows, reveal.row) - 1) }),
    [reveal, rows, offsets],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[afterKey(event, place, count) ?? -1]
    if (row === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onSelect(row)
  }
  return (
    <VirtualLines
      view={view}
      height={height}
      offsets={offsets}
      count={count}
      follow={follow}
      reveal={item}
      attributes={{
        class: 'rows',
        role: 'listbox',
        tabIndex: 0,
        'aria-label': label,
        'aria-activedescendant': place >= 0 && place < count ? `${id}-${selected}` : undefined,
        onKeyDown,
      }}
      render={(at) => {
        const row = rows[at] as number
        return (
          <RowView
            key={row}
            {...look}
            scene={scene}
            columns={columns}
            row={row}
            id={`${id}-${row}`}
            place={at + 1}
            of={count}
            lane={names === undefined ? undefined : (all[row]?.lane ?? '')}
          />
        )
      }}
    />
  )
}

/** Where each row begins in the list, in lines; nothing before it is known how many cells there are. */
function useOffsets(all: readonly Row[], rows: readonly number[], columns: number): readonly number[] {
  return useMemo(() => {
    if (columns === 0) return [0]
    const own = rows.map((row) => all[row] as Row)
    return lineOffsets(own, columns)
  }, [all, rows, columns])
}

/** Where a row stands among those of the list, which are in order; -1 where it does not. */
function placeOf(rows: readonly number[], row: number | undefined): number {
  const place = row === undefined ? -1 : countUpTo(rows, row) - 1
  return rows[place] === row ? place : -1
}

/** Rows that a page of the list is taken for. */
const page = 20

function afterKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, place: number, count: number): number | undefined {
  if (ctrlKey || metaKey || altKey || count === 0) return undefined
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    ArrowUp: place < 0 ? count - 1 : place - 1,
    PageDown: place + page,
    PageUp: place < 0 ? count - page : place - page,
  }
  const to = moves[key]
  return to === undefined ? undefined : Math.min(Math.max(0, to), count - 1)
}
