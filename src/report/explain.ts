import { otherWords } from '../text/other-words.ts'
import { distance } from '../text/suggest.ts'

/** The code's page of docs/problems.md, or up to five codes that may have been meant. */
export type Explanation = { readonly page: string } | { readonly suggestions: string[] }

const heading = /^## ([a-z0-9-]+)[ \t]*$/gm

/** Finds the section `## code` in the manual's page of problems; case and a missing hyphen do not matter. */
export function explain(markdown: string, code: string): Explanation {
  const wanted = code
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  const headings = [...markdown.matchAll(heading)]
  const at = headings.findIndex(([, name]) => name === wanted)
  if (at >= 0) {
    const start = headings[at]!.index
    // A group's own heading (`# …`) ends a section too.
    const title = headings[at]![0]
    const body = markdown.slice(start + title.length)
    const next = body.search(/^#{1,2} /m)
    return { page: (title + (next < 0 ? body : body.slice(0, next))).trimEnd() }
  }
  const names = headings.map(([, name = '']) => name)
  const meant = otherWords(wanted, names)
  if (meant.length > 0) return { suggestions: [...meant] }
  const words = wanted.split('-').filter((word) => word.length > 2)
  const rated = names.map((name) => ({ name, rank: rank(name, wanted, words) })).filter((one) => one.rank < Infinity)
  return {
    suggestions: rated
      .sort((a, b) => a.rank - b.rank)
      .slice(0, 5)
      .map(({ name }) => name),
  }
}

/** Misspelt names come first, then those that share words. */
function rank(name: string, wanted: string, words: readonly string[]): number {
  const apart = distance(name, wanted)
  if (apart <= Math.max(1, Math.floor(name.length / 3))) return apart
  const shared = words.filter((word) => name.includes(word)).length
  return shared === 0 ? Infinity : 100 - shared
}
