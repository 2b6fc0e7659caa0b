import { legibleRegex } from '../../text/regex.ts'
import type { Differing, PatternMask } from './proposal.ts'
import { differingValues } from './values.ts'

/** So many lines that begin alike are a log. */
const few = 3
/** Characters before the value that may be the beginning of each line. */
const short = 32

/**
 * The lines of a log begin alike. What differs behind such a beginning in some of them is volatile in all, also in those where it was the
 * same by chance, such as the seconds since the start: one mask of the lane for each place.
 */
export function beginningMasks(
  differing: readonly Differing[],
  same: readonly { readonly lane: string; readonly text: string }[],
): PatternMask[] {
  const masks = new Map<string, PatternMask>()
  for (const { lane, texts } of differing) {
    const [value] = differingValues(texts)
    const place = value?.places[0]
    const [text] = texts
    if (value === undefined || place === undefined || text === undefined || !value.shape.source.startsWith('\\d'))
      continue
    const [before, behind] = [text.slice(0, place[0]), text.slice(place[1], place[1] + 1)]
    if (before.length > short || before.includes('\\') || !/^[^\p{L}\p{N}<\\]$/u.test(behind)) continue
    const match = `^${alike(before)}(${value.shape.source})${legibleRegex(behind)}`
    const key = `${lane}\n${match}`
    if (masks.has(key) || countOn(lane, new RegExp(match), differing, same) < few) continue
    masks.set(key, { match, as: `<${value.shape.name}>`, lane })
  }
  return [...masks.values()]
}

const countOn = (
  lane: string,
  pattern: RegExp,
  differing: readonly Differing[],
  same: readonly { readonly lane: string; readonly text: string }[],
): number =>
  differing.filter((row) => row.lane === lane && row.texts.every((text) => pattern.test(text))).length +
  same.filter((row) => row.lane === lane && pattern.test(row.text)).length

/** What a beginning is whatever the numbers in it; what stands under a name may be any text. */
const alike = (before: string): string =>
  (before.match(/<[\w .#-]+>|\d+| {2,}|[^<\d ]+|./gs) ?? [])
    .map((part) => {
      if (/^<.+>$/.test(part)) return String.raw`\S+`
      if (/^\d/.test(part)) return String.raw`\d+`
      return part.startsWith('  ') ? ' +' : legibleRegex(part)
    })
    .join('')
