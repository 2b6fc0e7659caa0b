import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { hashOf, placeOf, withoutEmpty, type Place } from './place.ts'

type Change = { readonly [Key in keyof Place]?: Place[Key] | undefined }

export interface PlaceInAddress {
  readonly place: Place
  /** Counts how often the reader came here by an address or a button of the browser: what is shown then begins anew. */
  readonly visit: number
  /** Goes there; the browser's “back” leads here. */
  go(to: Change): void
  /** The same, without a step for “back”. */
  change(to: Change): void
  /** Writes into the address where the reader is within what is shown, which knows that already. */
  note(to: Change): void
}

/** The place in the page's address, kept in step with it. */
export function usePlace(): PlaceInAddress {
  const [state, setState] = useState(() => ({ place: placeOf(location.hash), visit: 0 }))
  const latest = useRef(state.place)
  useLayoutEffect(() => {
    const read = () => {
      const place = placeOf(location.hash)
      if (hashOf(place) === hashOf(latest.current)) return
      latest.current = place
      setState(({ visit }) => ({ place, visit: visit + 1 }))
    }
    addEventListener('hashchange', read)
    addEventListener('popstate', read)
    return () => {
      removeEventListener('hashchange', read)
      removeEventListener('popstate', read)
    }
  }, [])
  const move = (to: Change, how: 'pushState' | 'replaceState') => {
    // As it will be read from the address, which cannot hold every text as it is.
    latest.current = placeOf(hashOf(withoutEmpty({ ...emptyPlace, ...latest.current, ...to })))
    write(latest.current, how)
  }
  const shown = (to: Change, how: 'pushState' | 'replaceState') => {
    move(to, how)
    setState(({ visit }) => ({ place: latest.current, visit }))
  }
  return {
    ...state,
    go: (to) => shown(to, 'pushState'),
    change: (to) => shown(to, 'replaceState'),
    note: (to) => move(to, 'replaceState'),
  }
}

const emptyPlace = {
  scenario: undefined,
  run: undefined,
  tab: undefined,
  view: undefined,
  row: undefined,
  time: undefined,
  text: undefined,
  outcomes: undefined,
  tag: undefined,
  sort: undefined,
}

function write(place: Place, how: 'pushState' | 'replaceState'): void {
  try {
    // Without a `#` an address of the same file cannot be written: an empty one is the beginning.
    history[how](null, '', hashOf(place) || '#')
  } catch {
    // Browsers refuse when an address changes too often; the next change writes it.
  }
}
