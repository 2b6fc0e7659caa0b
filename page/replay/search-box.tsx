import type { RefObject } from 'preact'
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      onGo(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      onInput('')
      input.current?.blur()
    }
  }
  const none = results.found.length === 0
  return (
    <search class="find">
      <input
        ref={input}
        type="text"
        placeholder="Find text or /regex/ (f)"
        aria-label="Find in all lanes: text or /regex/"
        aria-invalid={results.mistake !== undefined}
        spellcheck={false}
        autocomplete="off"
        value={wanted}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output class={results.mistake === undefined ? 'count' : 'count mistake'}>
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

function countText({ found, more, mistake }: Results, place: number): string {
  if (mistake !== undefined) return mistake
  if (found.length === 0) return 'nothing found'
  return `${place < 0 ? '' : `${place + 1} of `}${found.length}${more ? '+' : ''}`
}
