import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** The field that searches scenarios, and what gives it the focus; `uncover` brings the list into view where it is not. */
export function useSearchField(uncover: () => void): {
  readonly search: RefObject<HTMLInputElement | null>
  readonly showSearch: () => void
} {
  const search = useRef<HTMLInputElement>(null)
  const [waits, setWaits] = useState(false)
  useLayoutEffect(() => {
    if (waits) search.current?.focus()
    setWaits(false)
  }, [waits])
  const showSearch = () => {
    // A report of one scenario has no list.
    if (search.current === null) return
    // At once, or else the next letters that are typed are keys of the page.
    if (search.current.checkVisibility()) return search.current.focus()
    uncover()
    setWaits(true)
  }
  return { search, showSearch }
}
