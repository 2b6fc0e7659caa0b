import { useMemo, useRef, useState } from 'preact/hooks'
import { usePrinting } from '../parts/use-printing.ts'
import { useSize } from '../parts/use-size.ts'
import { lineHeight, VirtualLines } from '../parts/virtual-lines.tsx'
import { wholeBar } from './bars.ts'
import { movedFocus } from './list-keys.ts'
import type { ListPanelProps } from './list-props.ts'
import { linesOf, ScenarioRow } from './scenario-row.tsx'

/** The scenarios that were chosen; of thousands, only those in view stand in the document. */
export function ScenarioList({ entries, places, open, addressOf }: ListPanelProps) {
  const view = useRef<HTMLDivElement>(null)
  const { height } = useSize(view)
  const isPrinting = usePrinting()
  const [focus, setFocus] = useState<{ readonly item: number }>()
  const whole = useMemo(() => wholeBar(entries), [entries])
  const offsets = useMemo(() => offsetsOf(places.map((at) => linesOf(entries[at]!))), [entries, places])
  const position = open === undefined ? -1 : places.indexOf(open)
  const reveal = useMemo(() => (position < 0 ? undefined : { item: position }), [position])

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target.dataset['position'] : undefined
    const item = movedFocus(event.key, {
      ...(target === undefined ? {} : { at: Number(target) }),
      ...(position < 0 ? {} : { open: position }),
      count: places.length,
      page: Math.max(1, Math.floor(height / lineHeight / 3)),
    })
    if (item === undefined) return
    event.preventDefault()
    setFocus({ item })
  }
  const render = (item: number) => {
    const at = places[item]!
    return (
      <ScenarioRow
        key={at}
        entry={entries[at]!}
        address={addressOf(at)}
        isOpen={at === open}
        item={item}
        focus={focus?.item === item ? focus : undefined}
        count={places.length}
        whole={whole}
      />
    )
  }
  return (
    <>
      {places.length === 0 && <p class="empty">No scenario matches. Remove a filter.</p>}
      {isPrinting ? (
        <div class="scenarios">{places.map((_, item) => render(item))}</div>
      ) : (
        <VirtualLines
          view={view}
          height={height}
          offsets={offsets}
          count={places.length}
          follow="never"
          reveal={focus ?? reveal}
          render={render}
          attributes={{ class: 'scenarios', role: 'list', 'aria-label': 'Scenarios', tabIndex: 0, onKeyDown }}
        />
      )}
    </>
  )
}

/** The upper edge of each item, and the last one's lower edge. */
function offsetsOf(heights: readonly number[]): readonly number[] {
  const offsets = [0]
  for (const height of heights) offsets.push(offsets.at(-1)! + height)
  return offsets
}
