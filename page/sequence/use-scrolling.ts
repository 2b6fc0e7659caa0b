import type { RefObject } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { countUpTo } from '../../src/picture/folded-time.ts'
import type { Diagram } from '../../src/picture/sequence/diagram.ts'
import type { Slice } from './slices.ts'

interface Scrolled {
  readonly view: RefObject<HTMLDivElement | null>
  /** Of the view, in pixels; 0 before it is known. */
  readonly height: number
  readonly diagram: Diagram
  readonly slices: readonly Slice[]
  /** The part at the present time. */
  readonly now: number
  readonly follow: 'always' | 'unless-scrolled' | 'never'
  readonly reveal: { readonly part: number } | undefined
}

/** Slices [first, end) that are drawn. */
interface Range {
  readonly first: number
  readonly end: number
}

/** What of the view stands below the present part while time goes on. */
const ahead = 0.25

/** Where a diagram is scrolled to: along with the time, to a part that must be seen, or where the reader goes. */
export function useScrolling({ view, height, diagram, slices, now, follow, reveal }: Scrolled): {
  readonly range: Range
  onScroll(): void
} {
  /** Pixels above the view, as they were when the reader last scrolled. */
  const top = useRef(0)
  const [, redraw] = useState(0)
  const tops = useMemo(() => slices.map((slice) => slice.top), [slices])
  const { first, end } = rangeOf(tops, top.current, height)
  const range = useMemo(() => ({ first, end }), [slices, first, end])
  const before = useRef<number | undefined>(undefined)
  const { parts, head } = diagram
  const onScroll = () => {
    const list = view.current
    if (list === null) return
    top.current = list.scrollTop
    const now = rangeOf(tops, top.current, height)
    if (now.first !== first || now.end !== end) redraw((times) => times + 1)
  }

  useLayoutEffect(() => {
    const list = view.current
    const last = before.current
    before.current = now
    if (list === null || height === 0 || follow === 'never') return
    const wasSeen = last === undefined || isSeen(list, head, parts[last] ?? { top: 0, bottom: head })
    if (follow === 'unless-scrolled' && !wasSeen) return
    const { top: from, bottom: to } = parts[now] ?? { top: 0, bottom: head }
    const [highest, lowest] = [list.scrollTop + head, list.scrollTop + height * (1 - ahead)]
    if (to > lowest) list.scrollTop = to - height * (1 - ahead)
    else if (from < highest) list.scrollTop = from - head
    // Drawn at once: the browser says that it scrolled only after it has shown an empty place.
    onScroll()
  }, [now, height > 0, diagram])

  useLayoutEffect(() => {
    const list = view.current
    const part = reveal && parts[reveal.part]
    if (list === null || part === undefined || height === 0 || isSeen(list, head, part)) return
    list.scrollTop = (part.top + part.bottom - head - height) / 2
    onScroll()
  }, [reveal, height > 0])

  return { range, onScroll }
}

/** What stands in the view, and half a view above and below. */
function rangeOf(tops: readonly number[], top: number, height: number): Range {
  const first = Math.max(0, countUpTo(tops, top - height / 2) - 1)
  return { first, end: height === 0 ? first : countUpTo(tops, top + height * 1.5) }
}

const isSeen = (list: HTMLElement, head: number, { top, bottom }: { readonly top: number; readonly bottom: number }) =>
  top >= list.scrollTop + head && bottom <= list.scrollTop + list.clientHeight
