import { otherWords, type OtherWords } from './other-words.ts'

/**
 * The candidate that a misspelt name most likely meant, or undefined when none is near. Near is at most a third of the
 * longer name's letters apart (one at least), counting insertions, deletions, replacements and swapped neighbours.
 */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  let best: string | undefined
  let least = Infinity
  for (const candidate of candidates) {
    const other = candidate.toLowerCase()
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, other.length) / 3))
    if (Math.abs(wanted.length - other.length) > allowed || candidate === name) continue
    const apart = distance(wanted, other)
    if (apart <= allowed && apart < least && apart < Math.max(wanted.length, other.length)) {
      least = apart
      best = candidate
    }
  }
  return best
}

/** “did you mean “server”?” as a hint, or what there is to choose from when nothing is near and there are few. */
export function didYouMean(
  name: string,
  candidates: Iterable<string>,
  what?: string,
  words?: OtherWords,
): string | undefined {
  const all = [...candidates]
  const near = otherWords(name, all, words)
  const meant = near.length > 0 ? near : [suggest(name, all) ?? []].flat()
  if (meant.length > 0) return `did you mean “${meant.join('” or “')}”?`
  if (what === undefined || all.length === 0) return undefined
  const shown = all.slice(0, 12)
  return `${what}: ${shown.join(', ')}${all.length > shown.length ? ', …' : ''}`
}

/** The names that such a hint says may be meant. */
export function meantIn(hint: string): string[] {
  const list = /did you mean ((?:“[^”]*”(?: or )?)+)/.exec(hint)?.[1] ?? ''
  return [...list.matchAll(/“([^”]*)”/g)].map((match) => match[1]!)
}

/** Optimal string alignment distance (Damerau-Levenshtein where no part is edited twice). */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
