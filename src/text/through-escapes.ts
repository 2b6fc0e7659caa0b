const escape = '\u001b'
/** Control sequences, operating system commands, and the short ones (ECMA-48 5.4, 8.3.89), each found in one pass: none goes on behind the next ESC. */
const sequences = new RegExp(
  String.raw`\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]{0,4096}(?:\u0007|\u001b\\)|[ -/]+[0-~]|[0-Z\\^-~])`,
  'g',
)
/** Characters of a sequence whose end is still to come; no more are waited for. */
const longestBegun = 64

/** A text without its escape sequences, and where each of its characters stands in the whole. */
export interface Seen {
  readonly text: string
  /** The place in the whole of a character of `text`. */
  placeOf(at: number): number
}

export const hasEscapes = (text: string): boolean => text.includes(escape)

/** A text as a terminal shows it, without what may be the beginning of a sequence at its end. */
export function seen(whole: string): Seen {
  const starts: number[] = []
  const places: number[] = []
  let text = ''
  let from = 0
  const keep = (to: number): void => {
    if (to <= from) return
    starts.push(text.length)
    places.push(from)
    text += whole.slice(from, to)
  }
  for (const { index, 0: sequence } of whole.matchAll(sequences)) {
    keep(index)
    from = index + sequence.length
  }
  const begun = whole.lastIndexOf(escape)
  keep(begun >= from && whole.length - begun <= longestBegun ? begun : whole.length)
  return { text, placeOf: (at) => placeIn(at, starts, places) }
}

function placeIn(at: number, starts: readonly number[], places: readonly number[]): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  return (places[low - 1] ?? 0) + at - (starts[low - 1] ?? 0)
}

/** Replaces what a pattern finds in the text as a terminal shows it; escape sequences inside stay, behind what is put there. */
export function replacedThrough(whole: string, pattern: RegExp, put: (found: string) => string): string {
  const { text, placeOf } = seen(whole)
  let result = ''
  let done = 0
  for (const { index, 0: found } of text.matchAll(pattern)) {
    const [start, end] = [placeOf(index), placeOf(index + found.length - 1) + 1]
    const inside = whole.slice(start, end)
    if (inside === found) continue
    result += whole.slice(done, start) + put(found) + [...inside.matchAll(sequences)].map(String).join('')
    done = end
  }
  return result + whole.slice(done)
}
