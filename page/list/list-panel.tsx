import { Filters } from './filters.tsx'
import type { ListPanelProps } from './list-props.ts'
import { ScenarioList } from './scenario-list.tsx'

/** All scenarios, and what chooses among them. */
export function ListPanel(props: ListPanelProps) {
  const { entries, places } = props
  return (
    <nav class="list-panel" aria-label="Scenarios">
      <Filters {...props} />
      <p class="list-count" role="status">
        {places.length === entries.length
          ? `${shown(entries.length)} scenarios`
          : `${shown(places.length)} of ${shown(entries.length)} scenarios`}
      </p>
      <ScenarioList {...props} />
    </nav>
  )
}

const shown = (count: number): string => count.toLocaleString('en')
