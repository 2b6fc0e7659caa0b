import { characterAt, joined, noneOf, overlap, setOf } from './regex-set.ts'
import type { CharacterSet } from './regex-set.ts'

/** How the time of a test that finds nothing grows with a text's length n: at the worst about `factor` × n^`degree` steps. */
export interface RegexCost {
  readonly factor: number
  /** Infinity where no power of the length bounds it. */
  readonly degree: number
}

const endless: RegexCost = { factor: 1, degree: Infinity }
/** A count beyond this is as good as none. */
const fewTimes = 10

/**
 * Judges a regex that compiles, carefully rather than cleverly: what it does not understand is endless. A repetition counts in full
 * only where the engine may give characters back in vain, which it can not when a character follows that it never takes: `\d+ `.
 */
export function regexCost(source: string, flags: string): RegexCost {
  if (flags.includes('v') || /\\[1-9]|\\k</.test(source)) return endless
  const walk = new Walk(source, flags)
  const { factor, open, closed } = walk.alternatives(false)
  if (walk.endless) return endless
  const anchored = source.startsWith('^') && !source.includes('|') && !flags.includes('m')
  return { factor, degree: (anchored ? 0 : 1) + open + (closed ? 1 : 0) }
}

/** What a part of the pattern adds. */
interface Part {
  readonly factor: number
  /** How many of its repetitions may give back what they took, and try again. */
  readonly open: number
  /** Some repetition is walked once at every place. */
  readonly closed: boolean
  /** What a repetition at its end takes, as long as nothing that follows has said whether it is open. */
  readonly tail?: CharacterSet | undefined
  /** What it may begin with. */
  readonly first: CharacterSet
  readonly optional: boolean
}

const nothing: Part = { factor: 1, open: 0, closed: false, first: noneOf, optional: true }

class Walk {
  endless = false
  #at = 0
  readonly #source: string
  readonly #flags: string

  constructor(source: string, flags: string) {
    this.#source = source
    this.#flags = flags
  }

  /** Up to the end, or to the bracket that closes the group. */
  alternatives(grouped: boolean): Part {
    let all = this.#sequence()
    while (this.#source[this.#at] === '|') {
      this.#at += 1
      all = either(all, this.#sequence())
    }
    if (grouped) this.#at += 1
    return all
  }

  #sequence(): Part {
    let whole = nothing
    while (this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at)))
      whole = followed(whole, this.#quantified())
    return whole
  }

  #quantified(): Part | 'place' {
    const atom = this.#atom()
    const count = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(this.#source.slice(this.#at))
    if (count === null) return atom
    this.#at += count[0].length
    if (atom === 'place') return atom
    const [sign, least, most] = count
    const times = timesOf(sign, least, most)
    const optional = atom.optional || /^[*?]/.test(sign) || Number(least) === 0
    const plain = atom.open === 0 && !atom.closed && atom.tail === undefined
    if (times <= fewTimes && plain)
      return { ...atom, optional, factor: atom.factor ** times * (optional || least !== most ? Math.max(2, times) : 1) }
    if (times <= 1) return { ...atom, optional, factor: atom.factor * 2 }
    // Something repeats that can be shared out in several ways itself: there may be no end of ways.
    if (!plain || atom.factor > 1 || atom.optional) this.endless = true
    return { ...atom, optional, tail: atom.first }
  }

  /** A character, a class or a group; `place` for what takes no character. */
  #atom(): Part | 'place' {
    const character = this.#source.charAt(this.#at)
    if (character === '(') return this.#group()
    if (character === '^' || character === '$') {
      this.#at += 1
      return 'place'
    }
    const { set, next } =
      character === '[' ? setOf(this.#source, this.#at, this.#flags) : characterAt(this.#source, this.#at, this.#flags)
    this.#at = next
    return set === undefined ? 'place' : { ...nothing, first: set, optional: false }
  }

  #group(): Part {
    const opening = /^\((?:\?(?:<?[=!]|<[^>]*>|[a-z]*(?:-[a-z]+)?:))?/.exec(this.#source.slice(this.#at))?.[0] ?? '('
    this.#at += opening.length
    const inside = this.alternatives(true)
    if (!/[=!]$/.test(opening)) return inside
    // What is only looked at is walked anew at every place, and takes nothing.
    return {
      ...nothing,
      factor: inside.factor,
      open: inside.open + (inside.tail !== undefined || inside.closed ? 1 : 0),
    }
  }
}

/** One part behind another. */
function followed(before: Part, part: Part | 'place'): Part {
  const { tail } = before
  // Behind a repetition, `$` and `\b` may fail at each place that it gives back.
  if (part === 'place') return tail === undefined ? before : { ...before, open: before.open + 1, tail: undefined }
  const meets = tail !== undefined && overlap(tail, part.first)
  const shut = tail !== undefined && !meets && !part.optional
  const still = tail !== undefined && !meets && part.optional ? tail : undefined
  return {
    factor: before.factor * part.factor,
    open: before.open + part.open + (meets ? 1 : 0),
    closed: before.closed || part.closed || shut,
    tail: still === undefined ? part.tail : joined(still, part.tail ?? noneOf),
    first: before.optional ? joined(before.first, part.first) : before.first,
    optional: before.optional && part.optional,
  }
}

/** One part or another; where their first characters tell them apart, only one is ever tried. */
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

function timesOf(sign: string, least: string | undefined, most: string | undefined): number {
  if (sign.startsWith('?')) return 1
  if (least === undefined) return Infinity
  if (most === undefined) return Number(least)
  return most === '' ? Infinity : Number(most)
}
