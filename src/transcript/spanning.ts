import type { Place, RawRow } from '../model/event.ts'
import { decodeText, encodeText } from '../text/byte-text.ts'

/** Finds what masks would rename in a text. */
export type Find = (text: string) => readonly Place[]

/** Pieces of a line are looked at together up to so many characters; a stream without line ends would be read whole. */
const most = 64 * 1024

/**
 * What masks find in a line that several steps have taken piece by piece (`bytes`, `take`, `prompt`), where it reaches from one piece
 * into the next: its part of each row.
 */
export function spanningPlaces(rows: readonly RawRow[], find: Find): ReadonlyMap<RawRow, readonly Place[]> {
  const found = new Map<RawRow, Place[]>()
  for (const pieces of linesInPieces(rows)) {
    const texts = pieces.map(textOf)
    for (const { start, end, name } of find(texts.join(''))) {
      let begins = 0
      const parts = pieces.flatMap((piece, at): [RawRow, Place][] => {
        const text = texts[at] as string
        const [from, to] = [Math.max(start - begins, 0), Math.min(end - begins, text.length)]
        begins += text.length
        return from < to ? [[piece, { ...inUnitsOf(piece, text, from, to), name }]] : []
      })
      if (parts.length > 1) for (const [piece, place] of parts) found.set(piece, [...(found.get(piece) ?? []), place])
    }
  }
  return found
}

/** Rows, two or more, that one line was cut into. */
function linesInPieces(rows: readonly RawRow[]): RawRow[][] {
  const lines: RawRow[][] = []
  const open = new Map<string, { readonly pieces: RawRow[]; size: number }>()
  for (const row of rows) {
    if ((row.mark !== '|' && row.mark !== '~') || row.omitted !== undefined) continue
    const lane = `${row.lane} ${row.instance ?? ''}`
    const line = open.get(lane)
    if (line !== undefined && line.size < most) {
      line.pieces.push(row)
      line.size += row.text.length
      if (line.pieces.length === 2) lines.push(line.pieces)
    }
    if (endsLine(row)) open.delete(lane)
    else if (line === undefined || line.size >= most) open.set(lane, { pieces: [row], size: row.text.length })
  }
  return lines
}

/** A piece that was taken has its line feed. */
const endsLine = ({ mark, text }: RawRow): boolean => typeof text === 'string' && (mark !== '~' || text.endsWith('\n'))

function textOf({ text }: RawRow): string {
  return typeof text === 'string' ? text : decodeText(Buffer.from(text), 0, text.byteLength)
}

function inUnitsOf({ text: whole }: RawRow, text: string, start: number, end: number): Omit<Place, 'name'> {
  if (typeof whole === 'string') return { start, end }
  const before = encodeText(text.slice(0, start)).byteLength
  return { start: before, end: before + encodeText(text.slice(start, end)).byteLength }
}
