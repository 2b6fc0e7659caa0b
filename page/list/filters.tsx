import { useMemo } from 'preact/hooks'
import { SearchField } from '../parts/search-field.tsx'
import { listed, sorts, sortOf } from './filter.ts'
import type { ListPanelProps } from './list-props.ts'
import { countOutcomes, countTags, lookOf } from './outcomes.ts'

/** What chooses and orders the scenarios of the list. */
export function Filters({ entries, place, onChange, search }: ListPanelProps) {
  const tags = useMemo(() => countTags(entries), [entries])
  return (
    <search class="filters">
      <SearchField
        input={search}
        label="Search titles, files, tags and messages"
        value={place.text ?? ''}
        onInput={(text) => onChange({ text: text === '' ? undefined : text })}
        attributes={{ type: 'search', placeholder: 'Search scenarios', 'aria-keyshortcuts': '/' }}
      />
      <OutcomeChips {...{ entries, place, onChange }} />
      <div class="selects">
        <select
          aria-label="Order"
          value={sortOf(place.sort)}
          onChange={({ currentTarget }) => onChange({ sort: currentTarget.value })}
        >
          {sorts.map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        {tags.length > 0 && (
          <select
            aria-label="Tag"
            value={place.tag ?? ''}
            onChange={({ currentTarget }) => onChange({ tag: currentTarget.value })}
          >
            <option value="">All tags</option>
            {tags.map(([tag, count]) => (
              <option key={tag} value={tag}>
                {tag} ({count})
              </option>
            ))}
          </select>
        )}
      </div>
    </search>
  )
}

/** A button for each outcome with how many of the scenarios that are chosen otherwise have it; several may be pressed. */
function OutcomeChips({ entries, place, onChange }: Pick<ListPanelProps, 'entries' | 'place' | 'onChange'>) {
  const { text, tag, outcomes = [] } = place
  const counts = useMemo(() => {
    const among = listed(entries, { text, tag }, 'file').map((at) => entries[at]!)
    const found = new Map(countOutcomes(among))
    return countOutcomes(entries).map(([outcome]) => [outcome, found.get(outcome) ?? 0] as const)
  }, [entries, text, tag])
  if (counts.length < 2 && outcomes.length === 0) return null
  const toggle = (outcome: string) =>
    onChange({
      outcomes: outcomes.includes(outcome) ? outcomes.filter((each) => each !== outcome) : [...outcomes, outcome],
    })
  return (
    <div class="chips" role="group" aria-label="Outcomes">
      {counts.map(([outcome, count]) => {
        const { sign, tone } = lookOf(outcome)
        return (
          <button
            key={outcome}
            type="button"
            class={`chip ${tone}`}
            aria-pressed={outcomes.includes(outcome)}
            onClick={() => toggle(outcome)}
          >
            <span class="sign" aria-hidden="true">
              {sign}
            </span>{' '}
            {count.toLocaleString('en')} {outcome}
          </button>
        )
      })}
    </div>
  )
}
