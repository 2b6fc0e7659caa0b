import { foundIn, mostFound, regexFinder, type Found } from './search.ts'

/** What the worker is asked, once. */
export interface Asked {
  readonly texts: readonly string[]
  readonly regex: RegExp
}

/** What it answers again and again: how many rows it has searched, and what it has found in them since the last answer. */
export interface Answer {
  readonly rows: number
  readonly found: readonly Found[]
  readonly isLast: boolean
  /** There is more than can be listed. */
  readonly more: boolean
}

/** Rows between two answers: what was found before a row that takes for ever is known. */
const stretch = 50

/** A regex may take any time for a line, so it runs beside the page, which ends this program when it takes too long. */
addEventListener('message', ({ data: { texts, regex } }: MessageEvent<Asked>) => {
  for (const answer of answers(texts, regex)) postMessage(answer, {})
})

function* answers(texts: readonly string[], regex: RegExp): Generator<Answer> {
  const find = regexFinder(regex)
  let found: Found[] = []
  let room = mostFound
  for (const [rows, text] of texts.entries()) {
    if (rows % stretch === 0) {
      yield { rows, found, isLast: false, more: false }
      found = []
    }
    const inRow = foundIn(text, rows, find)
    found.push(...inRow.slice(0, room))
    if (inRow.length > room) return yield { rows, found, isLast: true, more: true }
    room -= inRow.length
  }
  yield { rows: texts.length, found, isLast: true, more: false }
}
