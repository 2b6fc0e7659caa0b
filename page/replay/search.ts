import type { Row } from '../../src/model/transcript.ts'
import { compileRegex, parseRegex } from '../../src/text/regex.ts'
import { shownText } from './row-lines.ts'

/** Where what is searched stands: [start, end) of a row's text as it is shown. */
export interface Found {
  readonly row: number
  readonly start: number
  readonly end: number
}

export interface Results {
  readonly found: readonly Found[]
  /** There are more, which are not listed. */
  readonly more: boolean
  /** What is wrong with a regex. */
  readonly mistake?: string
  /** Only so many rows have been searched: the regex is still looked for, or was given up since it took too long. */
  readonly unfinished?: { readonly rows: number; readonly why: 'searching' | 'given-up' }
}

export const mostFound = 10_000

export const nothing: Results = { found: [], more: false }

/** What is looked for, as it is written; `mistake` where it is a regex that does not compile. */
export type Wanted = { readonly text: string } | { readonly regex: RegExp } | { readonly mistake: string }

export function readWanted(wanted: string): Wanted {
  const written = parseRegex(wanted)
  if (written === undefined) return { text: wanted }
  const compiled = compileRegex(written)
  if ('mistake' in compiled) return compiled
  const { source, flags } = compiled.regex
  return { regex: new RegExp(source, `${flags}g`) }
}

/** What is searched of each row. */
export const searchedOf = (rows: readonly Row[]): readonly string[] => rows.map(shownText)

/** Looks for a text in the texts of all rows; without regard to case, unless it has capitals. */
export function searchText(texts: readonly string[], wanted: string): Results {
  if (wanted === '') return nothing
  const found: Found[] = []
  const find = textFinder(wanted)
  for (const [row, text] of texts.entries()) {
    for (const each of foundIn(text, row, find)) {
      if (found.length === mostFound) return { found, more: true }
      found.push(each)
    }
  }
  return { found, more: false }
}

type Finder = (text: string) => Iterable<readonly [number, number]>

/** What is found in the text of a row. */
export const foundIn = (text: string, row: number, find: Finder): readonly Found[] =>
  Array.from(find(text), ([start, end]) => ({ row, start, end }))

function textFinder(wanted: string): Finder {
  const exact = wanted !== wanted.toLowerCase()
  // Where lower case has another length (İ), offsets would not fit: such a text is compared as it is.
  const folded = (text: string) => {
    const lower = exact ? text : text.toLowerCase()
    return lower.length === text.length ? lower : text
  }
  return function* (text) {
    const within = folded(text)
    for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + wanted.length))
      yield [at, at + wanted.length]
  }
}

export function regexFinder(regex: RegExp): Finder {
  return function* (text) {
    for (const { index, 0: match } of text.matchAll(regex)) if (match !== '') yield [index, index + match.length]
  }
}

/** The place in the list of the nearest result behind a row (1), or before it (-1); round the end. */
export function nearest({ found }: Results, row: number, by: 1 | -1): number {
  const at = by === 1 ? found.findIndex((each) => each.row > row) : found.findLastIndex((each) => each.row < row)
  if (at >= 0) return at
  return by === 1 ? 0 : found.length - 1
}
