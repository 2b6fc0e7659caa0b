import { asPrinted } from '../../src/text/as-printed.ts'
import { counted } from '../../src/text/counted.ts'
import type { Scene } from './scene.ts'
import { clockText } from './time-text.ts'

/** Characters of a row that a link to it has. */
const longest = 1000

interface Props {
  readonly scene: Scene
  readonly title: string
  readonly rows: readonly number[]
  readonly onSelect: (row: number) => void
}

/** Rows that are listed; a step may wait while another lane prints very much. */
const listed = 12

/** A list of rows that can be gone to, the last ones of many. */
export function RowLinks({ scene, title, rows, onSelect }: Props) {
  if (rows.length === 0) return null
  const { transcript, times } = scene.replay
  return (
    <details class="row-links" open={rows.length <= listed}>
      <summary>
        {title}: {counted(rows.length, 'row')}
      </summary>
      <ul>
        {rows.slice(-listed).map((index) => {
          const row = transcript.rows[index]
          return (
            row !== undefined && (
              <li key={index}>
                <button type="button" class="link" onClick={() => onSelect(index)}>
                  <span class="row-time">{clockText(times[index] ?? 0)}</span> <b>{row.lane}</b> {row.mark}{' '}
                  {asPrinted(row.text.slice(0, longest))}
                </button>
              </li>
            )
          )
        })}
      </ul>
      {rows.length > listed && <p class="left-out">and {rows.length - listed} before these</p>}
    </details>
  )
}
