import type { RefObject } from 'preact'
import { SearchField } from '../parts/search-field.tsx'
import type { Results } from './search.ts'

interface Props {
  readonly input: RefObject<HTMLInputElement | null>
  readonly wanted: string
  readonly results: Results
  /** The place of the result that is shown; -1 for none. */
  readonly place: number
  readonly onInput: (wanted: string) => void
  readonly onGo: (by: 1 | -1) => void
}

/** Finds a text, or a /regex/, in the rows of all lanes. */
export function SearchBox({ input, wanted, results, place, onInput, onGo }: Props) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onGo(event.shiftKey ? -1 : 1)
  }
  const none = results.found.length === 0
  return (
    <search class="find">
      <SearchField
        {...{ input, onInput, onKey }}
        label="Find in all lanes: text or /regex/"
        value={wanted}
        attributes={{
          type: 'text',
          placeholder: 'Find text or /regex/ (f)',
          'aria-invalid': results.mistake !== undefined,
          spellcheck: false,
          autocomplete: 'off',
        }}
      />
      <output class={isWrong(results) ? 'count mistake' : 'count'}>
        {wanted === '' ? '' : countText(results, place)}
      </output>
      <button type="button" title="Previous result (shift+enter)" disabled={none} onClick={() => onGo(-1)}>
        <span aria-hidden="true">↑</span>
        <span class="visually-hidden">Previous result</span>
      </button>
      <button type="button" title="Next result (enter)" disabled={none} onClick={() => onGo(1)}>
        <span aria-hidden="true">↓</span>
        <span class="visually-hidden">Next result</span>
      </button>
    </search>
  )
}

const isWrong = ({ mistake, unfinished }: Results): boolean => mistake !== undefined || unfinished?.why === 'given-up'

function countText({ found, more, mistake, unfinished }: Results, place: number): string {
  if (mistake !== undefined) return mistake
  const count = `${place < 0 ? '' : `${place + 1} of `}${found.length}${more ? '+' : ''}`
  if (unfinished !== undefined) {
    const how =
      unfinished.why === 'searching'
        ? 'searching…'
        : `gave up after ${unfinished.rows.toLocaleString('en')} rows: regex too slow`
    return found.length === 0 ? how : `${count}, ${how}`
  }
  return found.length === 0 ? 'nothing found' : count
}
