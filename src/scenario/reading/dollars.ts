import type { WrittenScalar } from '../../model/written.ts'

/** The scalar with the places of its author's `${` in `text`, when escapes, folding or indentation moved them within what was read. */
export function withDollars(written: WrittenScalar, text: string): WrittenScalar {
  const { start, end } = written.span
  const quotes = end - start - written.source.length
  if (quotes === 0 || (quotes === 2 && !written.plain && text.startsWith(written.source, start + 1))) return written
  const raw = text.slice(start, end)
  const dollars: number[] = []
  for (let at = raw.indexOf('${'); at !== -1; at = raw.indexOf('${', at + 2)) dollars.push(start + at)
  return dollars.length === written.source.split('${').length - 1 ? { ...written, dollars } : written
}
