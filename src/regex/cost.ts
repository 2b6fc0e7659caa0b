import { joined, noneOf, overlap, setOf, type CharacterSet } from './character-set.ts'
import { regexSyntax, type AST } from './syntax.ts'

/** How the time of a test that finds nothing grows with a text's length n: at the worst about `factor` × n^`degree` steps. */
export interface RegexCost {
  readonly factor: number
  /** Infinity where no power of the length bounds it. */
  readonly degree: number
}

/** A count beyond this is as good as none. */
const fewTimes = 10

/**
 * Judges a regex that compiles, carefully rather than cleverly: what it does not understand is endless. A repetition counts in full
 * only where the engine may give characters back in vain, which it can not when a character follows that it never takes: `\d+ `.
 */
export function regexCost(source: string, flags: string): RegexCost {
  const pattern = flags.includes('v') ? undefined : regexSyntax({ source, flags })
  if (pattern === undefined) return { factor: 1, degree: Infinity }
  const { factor, open, closed } = costOfAny(pattern.alternatives, flags)
  const anchored = pattern.alternatives.length === 1 && !flags.includes('m') && beginsAtStart(pattern.alternatives[0])
  return { factor, degree: (anchored ? 0 : 1) + open + (closed ? 1 : 0) }
}

const beginsAtStart = (alternative: AST.Alternative | undefined): boolean => {
  const first = alternative?.elements[0]
  return first?.type === 'Assertion' && first.kind === 'start'
}

/** What a part of the pattern adds. */
interface Part {
  readonly factor: number
  /** How many of its repetitions may give back what they took, and try again; Infinity where there is no end of ways. */
  readonly open: number
  /** Some repetition is walked once at every place. */
  readonly closed: boolean
  /** What a repetition at its end takes, as long as nothing that follows has decided whether it is open. */
  readonly tail?: CharacterSet | undefined
  /** What it may begin with. */
  readonly first: CharacterSet
  readonly optional: boolean
}

const nothing: Part = { factor: 1, open: 0, closed: false, first: noneOf, optional: true }
const endless: Part = { ...nothing, open: Infinity }

const costOfAny = (alternatives: readonly AST.Alternative[], flags: string): Part =>
  alternatives
    .map(({ elements }) => elements.map((element) => costOf(element, flags)).reduce(followed, nothing))
    .reduce(either)

/** `place` for an anchor or an edge, which takes no character. */
function costOf(element: AST.Element, flags: string): Part | 'place' {
  switch (element.type) {
    case 'Quantifier':
      return repeated(costOf(element.element, flags), element)
    case 'Assertion':
      return 'alternatives' in element ? lookedAt(costOfAny(element.alternatives, flags)) : 'place'
    case 'CapturingGroup':
      return costOfAny(element.alternatives, flags)
    case 'Group':
      return element.modifiers === null ? costOfAny(element.alternatives, flags) : endless
    default: {
      const set = setOf(element, flags)
      return set === undefined ? endless : { ...nothing, first: set, optional: false }
    }
  }
}

function repeated(part: Part | 'place', { min, max }: AST.Quantifier): Part | 'place' {
  if (part === 'place') return part
  const optional = part.optional || min === 0
  const plain = part.open === 0 && !part.closed && part.tail === undefined
  if (max <= fewTimes && plain) return { ...part, optional, factor: part.factor ** max * Math.max(2, max) }
  if (max <= 1) return { ...part, optional, factor: part.factor * 2 }
  // Something repeats that can be shared out in several ways itself.
  const shared = !plain || part.factor > 1 || part.optional
  return { ...part, optional, tail: part.first, open: shared ? Infinity : part.open }
}

/** What is only looked at is walked anew at every place, and takes nothing. */
const lookedAt = ({ factor, open, tail, closed }: Part): Part => ({
  ...nothing,
  factor,
  open: open + (tail !== undefined || closed ? 1 : 0),
})

/** One part behind another. */
function followed(before: Part, part: Part | 'place'): Part {
  // Behind a repetition, `$` and `\b` may fail at each place that it gives back.
  if (part === 'place')
    return before.tail === undefined ? before : { ...before, open: before.open + 1, tail: undefined }
  const whole = {
    factor: before.factor * part.factor,
    open: before.open + part.open,
    closed: before.closed || part.closed,
    tail: part.tail,
    first: before.optional ? joined(before.first, part.first) : before.first,
    optional: before.optional && part.optional,
  }
  if (before.tail === undefined) return whole
  if (overlap(before.tail, part.first)) return { ...whole, open: whole.open + 1 }
  return part.optional ? { ...whole, tail: joined(before.tail, part.tail ?? noneOf) } : { ...whole, closed: true }
}

/** One part or another; where their first characters distinguish them, only one is ever tried. */
function either(one: Part, other: Part): Part {
  const apart = !one.optional && !other.optional && !overlap(one.first, other.first)
  const tails = [one.tail, other.tail].filter((tail) => tail !== undefined)
  return {
    factor: apart ? Math.max(one.factor, other.factor) : one.factor + other.factor,
    open: Math.max(one.open, other.open),
    closed: one.closed || other.closed,
    tail: tails.length === 0 ? undefined : tails.reduce(joined),
    first: joined(one.first, other.first),
    optional: one.optional || other.optional,
  }
}
