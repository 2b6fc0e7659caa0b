import type { Source, Span } from '../model/span.ts'
import { printable } from '../text/printable.ts'
import { positionOf } from '../text/position.ts'

/** Finds the text a span points into; undefined when it is not at hand. */
export type SourceOf = (file: string) => Source | undefined

/** `scenarios/echo.yaml:12:5`, counted from 1; the bare path when the text is not at hand. */
export function placeOf(span: Span, sourceOf: SourceOf): string {
  const source = sourceOf(span.file)
  if (source === undefined) return printable(span.file)
  const { line, column } = positionOf(source.text, span.start)
  return `${printable(source.shown)}:${line}:${column}`
}
