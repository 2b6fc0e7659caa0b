import type { Event, RawRow } from '../model/event.ts'
import type { StyledRun } from '../model/screen.ts'
import { styledLines } from './styled-lines.ts'

const printed: ReadonlySet<string> = new Set(['|', '~', '!'])

/**
 * Rows with the looks that their programs chose for them: a recording has what was written, with its escape sequences. A row that was not
 * written in one go, as when a line is edited, has none.
 */
export function withLineStyles(rows: readonly RawRow[], events: readonly Event[]): readonly RawRow[] {
  const looks = looksOf(events)
  if (looks.size === 0) return rows
  return rows.map((row) => {
    if (row.styles !== undefined || typeof row.text !== 'string' || !printed.has(row.mark)) return row
    const styles = looks
      .get(streamOf(row.instance === undefined ? row.lane : `${row.lane}#${row.instance}`, row.mark === '!'))
      ?.next(row.text)
    return styles === undefined || styles.length === 0 ? row : { ...row, styles }
  })
}

const streamOf = (lane: string, isError: boolean): string => (isError ? `${lane}\nstderr` : lane)

/** The lines of each stream that has colours at all; of a terminal what was written to it, where that was recorded. */
function looksOf(events: readonly Event[]): Map<string, Looks> {
  const written = new Map<string, Uint8Array[]>()
  const terminals = new Set(events.flatMap((event) => (event.type === 'terminal' ? [event.lane] : [])))
  for (const event of events) {
    if (event.type !== 'terminal' && (event.type !== 'received' || terminals.has(event.lane))) continue
    const bytes = bytesAtHand(event)
    if (bytes === undefined) continue
    const stream = streamOf(event.lane, event.type === 'received' && event.stream === 'stderr')
    const pieces = written.get(stream)
    if (pieces === undefined) written.set(stream, [bytes])
    else pieces.push(bytes)
  }
  return new Map(
    [...written].flatMap(([stream, pieces]) => {
      const text = Buffer.concat(pieces).toString('utf8')
      return text.includes('\x1b[') ? [[stream, new Looks(text)] as const] : []
    }),
  )
}

/** Large pieces stand in a file beside the recording, which is not read for colours alone. */
const bytesAtHand = (event: Extract<Event, { bytes: Uint8Array }>): Uint8Array | undefined =>
  Object.getOwnPropertyDescriptor(event, 'bytes')?.value as Uint8Array | undefined

/** The lines of a stream, which are asked for in their order. */
class Looks {
  readonly #lines: readonly { readonly text: string; readonly styles: readonly StyledRun[] }[]
  readonly #places = new Map<string, { readonly all: number[]; next: number }>()
  #passed = -1

  constructor(written: string) {
    this.#lines = styledLines(written)
    this.#lines.forEach(({ text }, place) => {
      const known = this.#places.get(text)
      if (known === undefined) this.#places.set(text, { all: [place], next: 0 })
      else known.all.push(place)
    })
  }

  /** The looks of the next line with this text. */
  next(text: string): readonly StyledRun[] | undefined {
    const places = this.#places.get(text)
    if (places === undefined) return undefined
    for (; places.next < places.all.length; places.next += 1) {
      const place = places.all[places.next] as number
      if (place <= this.#passed) continue
      this.#passed = place
      return this.#lines[place]?.styles
    }
    return undefined
  }
}
