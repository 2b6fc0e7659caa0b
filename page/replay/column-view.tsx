import { useMemo } from 'preact/hooks'
import { widthOf } from '../../src/picture/text.ts'
import { RowList, type RowListProps } from './row-list.tsx'

const widestName = 16

/** The rows of all lanes in one column, as they came. */
export function ColumnView(list: Omit<RowListProps, 'rows' | 'label' | 'id' | 'names'>) {
  const { scene } = list
  const rows = useMemo(() => scene.replay.transcript.rows.map((_, index) => index), [scene])
  const names = Math.min(widestName, Math.max(0, ...scene.lanes.map(({ lane }) => widthOf(lane))))
  return (
    <div class="lanes" style={{ '--names': `${names}ch` }}>
      <section class="pane" aria-label="All lanes">
        <RowList {...list} rows={rows} names={names} label="Rows of all lanes" id="all" />
      </section>
    </div>
  )
}
