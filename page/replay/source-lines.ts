import { widthOf, wrap } from '../../src/picture/text.ts'
import { yamlPieces, type YamlPiece } from './yaml-pieces.ts'

/** A piece of a scenario's line as it stands in the page. */
export interface SourceLine {
  /** Cells before its first character: what goes on stands further in than the line that it belongs to. */
  readonly indent: number
  readonly pieces: readonly YamlPiece[]
}

/** Cells by which what goes on stands further in. */
const further = 2

/** A line of a scenario, wrapped to so many cells. */
export function sourceLines(line: string, columns: number): SourceLine[] {
  const pieces = yamlPieces(line)
  const text = pieces.map((piece) => piece.text).join('')
  const [first = ''] = wrap(text, columns)
  const rest = text.slice(first.length)
  if (rest.trim() === '') return [{ indent: 0, pieces }]
  const own = /^ */.exec(text)?.[0].length ?? 0
  const indent = Math.min(own + further, Math.floor(columns / 2))
  const lines: SourceLine[] = [{ indent: 0, pieces: between(pieces, 0, first.length) }]
  let from = first.length
  for (const part of wrap(rest.trimStart(), columns - indent)) {
    from = text.indexOf(part, from)
    if (widthOf(part) > 0) lines.push({ indent, pieces: between(pieces, from, from + part.length) })
    from += part.length
  }
  return lines
}

/** The parts of pieces that stand from one place of their whole text to another. */
function between(pieces: readonly YamlPiece[], from: number, end: number): YamlPiece[] {
  let place = 0
  return pieces.flatMap(({ text, kind }) => {
    const start = place
    place += text.length
    const part = text.slice(Math.max(0, from - start), Math.max(0, end - start))
    return part === '' ? [] : [{ text: part, kind }]
  })
}
