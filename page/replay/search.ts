import type { Row } from '../../src/model/transcript.ts'
import { asPrinted } from '../../src/text/as-printed.ts'
import { compileRegex, parseRegex } from '../../src/text/regex.ts'

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
}

const most = 10_000
/** Characters of a row that are searched. */
const longest = 20_000

export const nothing: Results = { found: [], more: false }

/** Looks for a text (without regard to case, unless it has capitals) or a `/regex/flags` in the rows of all lanes. */
export function search(rows: readonly Row[], wanted: string): Results {
  if (wanted === '') return nothing
  const written = parseRegex(wanted)
  if (written === undefined) return every(rows, textFinder(wanted))
  const compiled = compileRegex(written)
  if ('mistake' in compiled) return { ...nothing, mistake: compiled.mistake }
  const { source, flags } = compiled.regex
  return every(rows, regexFinder(new RegExp(source, `${flags}g`)))
}

type Finder = (text: string) => Iterable<readonly [number, number]>

function every(rows: readonly Row[], find: Finder): Results {
  const found: Found[] = []
  for (const [row, { text }] of rows.entries()) {
    for (const [start, end] of find(asPrinted(text).slice(0, longest))) {
      if (found.length === most) return { found, more: true }
      found.push({ row, start, end })
    }
  }
  return { found, more: false }
}

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

function regexFinder(regex: RegExp): Finder {
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
