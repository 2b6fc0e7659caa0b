import { useMemo, useState } from 'preact/hooks'
import type { ReportProblem, ReportSource } from '../../src/model/report-page.ts'
import { sourceOf } from '../parts/source-of.ts'
import { Tabs } from '../parts/tabs.tsx'
import { numbered } from './excerpt.ts'
import { ExcerptView } from './excerpt-view.tsx'

interface Props {
  readonly problems: readonly ReportProblem[]
  readonly sources: readonly ReportSource[]
}

/** The text of a scenario that has no replay, and of the files that it includes. */
export function SourcesView({ problems, sources }: Props) {
  const [open, setOpen] = useState(sources[0]?.file)
  const source = sources.find(({ file }) => file === open) ?? sources[0]
  const lines = useMemo(
    () =>
      source === undefined
        ? []
        : numbered(
            source,
            problems.filter((problem) => sourceOf(sources, problem) === source),
          ),
    [source, problems],
  )
  return (
    <section class="sources" aria-label="Scenario">
      <Tabs
        label="Files of the scenario"
        tabs={sources.map(({ file }) => ({ name: file, title: file }))}
        open={source?.file}
        onOpen={setOpen}
        id="sources-panel"
      />
      <div id="sources-panel">
        <ExcerptView lines={lines} label={source?.file ?? ''} />
      </div>
    </section>
  )
}
