import type { ComponentChildren, HTMLAttributes, RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { usePrinting } from './use-printing.ts'
import { visibleWindow } from './visible-window.ts'

/** Lines that can be scrolled before the list is drawn anew; fewer than `visibleWindow` draws beyond the view. */
const enough = 6

/** Items of a list that are printed. */
const printed = 2000

/** Pixels; the style sheet has it too (`--line`). */
export const lineHeight = 20

interface Props {
  /** The element that scrolls, and its inner height in pixels (`useSize`). */
  readonly view: RefObject<HTMLDivElement | null>
  readonly height: number
  /** Upper edges of all items in lines, and the last one's lower edge. */
  readonly offsets: readonly number[]
  /** How many of them there are by now. */
  readonly count: number
  /** Goes to the newest item when one is added: `always`, `unless-scrolled` where the reader has scrolled away, or `never`. */
  readonly follow: 'always' | 'unless-scrolled' | 'never'
  /** An item that must be seen, whenever this value changes. */
  readonly reveal?: { readonly item: number } | undefined
  readonly render: (item: number) => ComponentChildren
  readonly attributes: HTMLAttributes<HTMLDivElement>
}

/** A list that scrolls, of which only what is in view stands in the document. */
export function VirtualLines({ view, height, offsets, count, follow, reveal, render, attributes }: Props) {
  /** Pixels above what is in view, as they were when it was drawn. */
  const top = useRef(0)
  const [, redraw] = useState(0)
  const atEnd = useRef(true)
  const total = (offsets[count] ?? 0) * lineHeight
  const before = useRef(0)
  const goes = total !== before.current && (follow === 'always' || (follow === 'unless-scrolled' && atEnd.current))
  // Drawn where it will stand, so that a frame of playing is drawn once.
  if (goes) top.current = Math.max(0, total - height)

  useLayoutEffect(() => {
    const list = view.current
    before.current = total
    if (list !== null && goes) list.scrollTop = top.current
  }, [total, goes])

  useLayoutEffect(() => {
    const list = view.current
    if (list === null || reveal === undefined || height === 0) return
    const from = (offsets[reveal.item] ?? 0) * lineHeight
    const to = (offsets[reveal.item + 1] ?? 0) * lineHeight
    if (from >= list.scrollTop && to <= list.scrollTop + list.clientHeight) return
    list.scrollTop = Math.max(0, from - Math.max(0, list.clientHeight / 2 - lineHeight))
    top.current = list.scrollTop
    redraw((times) => times + 1)
  }, [reveal, height > 0])

  const onScroll = () => {
    const list = view.current
    if (list === null) return
    atEnd.current = list.scrollTop + list.clientHeight >= list.scrollHeight - lineHeight
    // A few lines beyond the view are drawn already.
    if (Math.abs(list.scrollTop - top.current) < enough * lineHeight) return
    top.current = list.scrollTop
    redraw((times) => times + 1)
  }
  const seen = { top: top.current / lineHeight, lines: height / lineHeight }
  // On paper nothing scrolls; but no printer wants all of a long log.
  const { first, end } = usePrinting()
    ? { first: 0, end: Math.min(count, printed) }
    : visibleWindow(offsets, count, seen)
  const items = Array.from({ length: end - first }, (_, index) => render(first + index))
  return (
    <div {...attributes} ref={view} onScroll={onScroll}>
      <div class="virtual-whole" role="presentation" style={{ height: `${total}px` }}>
        <div
          class="virtual-window"
          role="presentation"
          style={{ transform: `translateY(${(offsets[first] ?? 0) * lineHeight}px)` }}
        >
          {items}
        </div>
      </div>
    </div>
  )
}
