import type { DiagramPart } from '../../src/picture/sequence/diagram.ts'
import type { Sequence } from '../../src/picture/sequence/model.ts'
import { partWords } from './part-words.ts'

interface Props {
  readonly sequence: Sequence
  readonly parts: readonly DiagramPart[]
  /** Parts [first, end) are drawn. */
  readonly first: number
  readonly end: number
  readonly chosen: number | undefined
  /** The part at the present time. */
  readonly now: number
  readonly onGo: (part: number) => void
}

/** What of each part can be clicked and read out: it stands, without content of its own, over what is drawn of it. */
export function PartsView({ sequence, parts, first, end, chosen, now, onGo }: Props) {
  return (
    <>
      {parts.slice(first, end).map((part, index) => {
        const place = first + index
        const words = partWords(sequence, part)
        return (
          <div
            key={place}
            id={`part-${place}`}
            class="part"
            role="option"
            aria-selected={place === chosen}
            aria-current={place === now ? 'true' : undefined}
            aria-posinset={place + 1}
            aria-setsize={parts.length}
            aria-label={words}
            title={words}
            style={{ top: `${part.top}px`, height: `${part.bottom - part.top}px` }}
            onClick={() => onGo(place)}
          />
        )
      })}
    </>
  )
}
