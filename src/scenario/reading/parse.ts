import { Composer, Lexer, Parser, Schema } from 'yaml'
import type { Document } from 'yaml'

/** Words and signs: ten thousand exchanges need three quarters of it, and more would take the parser seconds and gigabytes. */
const tokenLimit = 400_000
// Scalars keep their text and are resolved by text/plain.ts: faster, and what was written is never lost.
const textOnly = new Schema({ schema: 'failsafe' })

export type Parsed =
  | { readonly document: Document }
  /** The offset where it became too much. */
  | { readonly tooDeep: number }
  | { readonly tooLong: number; readonly limit: number }

/**
 * `parseDocument` of the library, step by step, so that hostile input ends early: brackets by the million would exhaust the
 * memory before the library notices. A second document is an error of the first.
 */
export function parseYaml(text: string, depthLimit: number): Parsed {
  const parser = new Parser()
  const composer = new Composer({ prettyErrors: false, schema: textOnly, uniqueKeys: false })
  let first: Document | undefined
  const take = (document: Document): void => {
    const start = document.range?.[0] ?? 0
    if (first === undefined) first = document
    else first.errors.push({ code: 'MULTIPLE_DOCS', pos: [start, start + 1], message: '' } as never)
  }
  let tokens = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) for (const document of composer.next(token)) take(document)
    if (++tokens > tokenLimit) return { tooLong: parser.offset, limit: tokenLimit }
    // A level of nesting is an entry of the parser's stack, or two.
    if (parser.stack.length > 2 * depthLimit + 10) return { tooDeep: parser.offset }
    if (first !== undefined && first.errors.length > 0) return { document: first }
  }
  for (const token of parser.end()) for (const document of composer.next(token)) take(document)
  for (const document of composer.end(true, text.length)) take(document)
  return { document: first! }
}
