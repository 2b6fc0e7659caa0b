import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReportIndex } from '../../src/model/report-page.ts'
import { hashOf, listOf } from '../address/place.ts'
import { usePlace } from '../address/use-place.ts'
import { ListPanel } from '../list/list-panel.tsx'
import { Header } from './header.tsx'
import { Help } from './help.tsx'
import { OpenPanel } from './open-panel.tsx'
import type { PageCommand } from './page-keys.ts'
import { RunProblems } from './run-problems.tsx'
import { useChoice } from './use-choice.ts'
import { usePageKeys } from './use-page-keys.ts'
import { useSearchField } from './use-search-field.ts'

/** The whole page. */
export function App({ index }: { readonly index: ReportIndex | undefined }) {
  if (index !== undefined) return <Report index={index} />
  return (
    <p class="empty">
      This file has no report in it. Write one with <code>scenario report</code>.
    </p>
  )
}

/** What a place says of the scenario that was open before. */
const closed = { run: undefined, tab: undefined, view: undefined, row: undefined, time: undefined }

function Report({ index }: { readonly index: ReportIndex }) {
  const { scenarios } = index
  const address = usePlace()
  const { place } = address
  const { places, open } = useChoice(scenarios, place)
  const [helps, setHelps] = useState(false)
  const main = useRef<HTMLElement>(null)
  const entry = open === undefined ? undefined : scenarios[open]
  const title = entry?.title
  useEffect(() => {
    document.title = title === undefined ? 'scenario report' : `${title} · scenario report`
  }, [title])

  const step = (by: 1 | -1) => {
    const next = scenarios[places[open === undefined ? 0 : places.indexOf(open) + by] ?? -1]
    if (next !== undefined) address.go({ ...closed, scenario: next.id })
  }
  // On a narrow screen what is open stands in the place of the list.
  const { search, showSearch } = useSearchField(() => address.go({ ...closed, scenario: undefined }))
  usePageKeys((command: PageCommand) => {
    if (command === 'help') setHelps(true)
    else if (command === 'search') showSearch()
    else if (command === 'leave') setHelps(false)
    else step(command === 'next' ? 1 : -1)
  })

  const isSingle = scenarios.length === 1
  const classes = ['page', ...(isSingle ? ['single'] : []), ...(place.scenario === undefined ? [] : ['has-open'])]
  return (
    <div class={classes.join(' ')}>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the open scenario
      </button>
      <Header {...{ index, isSingle }} onHelp={() => setHelps(true)} />
      <RunProblems problems={index.problems} />
      {!isSingle && (
        <ListPanel
          entries={scenarios}
          {...{ places, place, open, search }}
          addressOf={(at) => hashOf({ ...listOf(place), scenario: scenarios[at]!.id })}
          onChange={address.change}
        />
      )}
      <p class="visually-hidden" role="status">
        {entry !== undefined && place.scenario !== undefined ? `Open: ${entry.title}, ${entry.outcome}` : ''}
      </p>
      <OpenPanel {...{ scenarios, open, address, main }} />
      {helps && <Help onClose={() => setHelps(false)} />}
    </div>
  )
}
