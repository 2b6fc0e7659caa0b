import type { Mark } from '../../src/model/event.ts'
import { cellsOf } from '../parts/cells.ts'
import { piecesOf, type Piece } from '../parts/pieces.ts'
import { cellStyle } from './colours.ts'
import type { FoundRange } from './use-search.ts'
import { rowLines, type RowLine } from './row-lines.ts'
import type { Scene } from './scene.ts'
import { clockText } from './time-text.ts'

const looks: Readonly<Record<Mark, string>> = {
  '|': 'is-received',
  '~': 'is-received',
  '!': 'is-stderr',
  '>': 'is-sent',
  '*': 'is-event',
  '=': 'is-received',
  '#': 'is-note',
}

/** What a mark means, for who does not see it. */
export const markWords: Readonly<Record<Mark, string>> = {
  '|': 'received',
  '~': 'received, unfinished line',
  '!': 'on stderr',
  '>': 'sent',
  '*': 'event',
  '=': 'screen',
  '#': 'note',
}

export interface RowLook {
  /** Times with microseconds. */
  readonly micros: boolean
  readonly selected?: number | undefined
  readonly marked: ReadonlyMap<number, readonly FoundRange[]>
  readonly onSelect: (row: number) => void
}

interface Props extends RowLook {
  /** Cells of its text, behind which it is wrapped. */
  readonly columns: number
  readonly scene: Scene
  readonly row: number
  /** Its place in its list, and how many there are, for screen readers. */
  readonly place: number
  readonly of: number
  readonly id: string
  /** Before its mark, where rows of several lanes stand in one list. */
  readonly lane?: string | undefined
}

/** One row of a conversation: its mark, its text, and when it came. */
export function RowView({
  scene,
  row: index,
  place,
  of,
  id,
  lane,
  columns,
  micros,
  selected,
  marked,
  onSelect,
}: Props) {
  const { transcript, exact, times } = scene.replay
  const row = transcript.rows[index]
  if (row === undefined) return null
  const at = times[index] ?? 0
  const classes = [
    'row',
    looks[row.mark],
    ...(row.tail === true ? ['is-unmatched'] : []),
    ...(index === scene.failure ? ['is-failure'] : []),
  ]
  const time = exact ? clockText(at, micros) : clockText(at).slice(0, -4)
  return (
    <div
      id={id}
      class={classes.join(' ')}
      role="option"
      aria-selected={index === selected}
      aria-posinset={place}
      aria-setsize={of}
      onClick={() => onSelect(index)}
    >
      {lane !== undefined && <span class="row-lane">{lane}</span>}
      <span class="row-mark" aria-hidden="true">
        {row.mark === '|' || row.mark === '=' ? ' ' : row.mark}
      </span>
      <span class="visually-hidden">{markWords[row.mark]}: </span>
      <span class="row-text">
        {rowLines(row, columns).map((line) => (
          <span class="row-line">{lineContent(line, marked.get(index) ?? [])}</span>
        ))}
      </span>
      <span class="row-time" title={exact ? clockText(at, true) : undefined}>
        {time}
      </span>
    </div>
  )
}

function lineContent({ offset, runs }: RowLine, ranges: readonly FoundRange[]) {
  let from = offset
  return runs.flatMap(({ text, look }) => {
    const pieces: readonly Piece<FoundRange['mark']>[] = offset < 0 ? [{ text }] : piecesOf(text, ranges, from)
    from += text.length
    const shown = pieces.map((piece) =>
      piece.mark === undefined ? inCells(piece.text) : <mark class={piece.mark}>{inCells(piece.text)}</mark>,
    )
    return look === undefined ? shown : [<span style={cellStyle(look)}>{shown}</span>]
  })
}

const inCells = (text: string) =>
  cellsOf(text).map((piece) =>
    piece.cells === undefined ? (
      piece.text
    ) : (
      <span class="cells" style={{ width: `${piece.cells}ch` }}>
        {piece.text}
      </span>
    ),
  )
