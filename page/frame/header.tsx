import type { ReportIndex } from '../../src/model/report-page.ts'
import { isoOf } from '../../src/text/recorded-at.ts'
import { Outcome } from '../list/outcome.tsx'
import { durationText } from '../parts/duration.ts'
import { useTheme } from './use-theme.ts'

interface Props {
  readonly index: ReportIndex
  /** One scenario by itself has its outcome beside its title. */
  readonly isSingle: boolean
  readonly onHelp: () => void
}

/** What the whole run came to, and what the page offers everywhere. */
export function Header({ index, isSingle, onHelp }: Props) {
  const [theme, changeTheme] = useTheme()
  const { status, begun, duration, scenarios } = index
  return (
    <header class="page-head">
      <h1>scenario report</h1>
      {!isSingle && <Outcome outcome={status} />}
      <p class="run-facts">
        {!isSingle && (
          <span>
            {scenarios.length.toLocaleString('en')} {scenarios.length === 1 ? 'scenario' : 'scenarios'}
          </span>
        )}
        {!isSingle && <span>{durationText(duration * 1000)}</span>}
        {begun !== '' && <time dateTime={isoOf(begun)}>{begun}</time>}
      </p>
      <div class="page-tools">
        <button type="button" onClick={changeTheme} title="Change the colours of the page">
          Theme: {theme}
        </button>
        <button type="button" onClick={onHelp} title="Show the keys (?)">
          Keys
        </button>
      </div>
    </header>
  )
}
