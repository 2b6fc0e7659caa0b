import type { Captures } from '../model/matcher.ts'
import type { Unit } from './pattern.ts'
import type { Rule } from './rule-set.ts'

interface Come {
  readonly unit: Unit
  /** No rule has applied to it, nor can one any more. */
  open: boolean
}

/** The lines of one conversation as far back as a pattern of several lines asks for. */
export class RuleHistory {
  readonly #reach: number
  #lines: Come[] = []

  constructor(reach: number) {
    this.#reach = reach
  }

  /** Captures when the rule fits the newest lines, that `unit` is the last of. */
  fits({ patterns }: Rule, unit: Unit): Captures | undefined {
    const before = patterns.length - 1
    if (before < 0 || before > this.#lines.length) return undefined
    const units = [...this.#lines.slice(this.#lines.length - before).map((line) => line.unit), unit]
    return capturesOf(patterns, units)
  }

  /** The rule has applied: lines of a pattern of several belong to no other. */
  applied({ patterns, ignore }: Rule, unit: Unit): void {
    if (ignore) return
    if (patterns.length > 1) this.#lines = []
    else this.#add({ unit, open: false })
  }

  /** No rule has applied to this line. Answers the first line that none can apply to any more: it may begin a pattern of several. */
  missed(unit: Unit, usable: readonly Rule[]): Unit | undefined {
    this.#add({ unit, open: true })
    const begun = this.#begun(usable)
    const lost = this.#lines.slice(0, this.#lines.length - begun).filter(({ open }) => open)
    for (const line of lost) line.open = false
    return lost[0]?.unit
  }

  /** How many of the newest lines begin a pattern of several. */
  #begun(usable: readonly Rule[]): number {
    for (let count = Math.min(this.#lines.length, this.#reach - 1); count > 0; count--) {
      const units = this.#lines.slice(this.#lines.length - count).map(({ unit }) => unit)
      const begins = ({ patterns }: Rule) => patterns.length > count && capturesOf(patterns.slice(0, count), units)
      if (usable.some(begins)) return count
    }
    return 0
  }

  #add(line: Come): void {
    this.#lines.push(line)
    if (this.#lines.length > this.#reach) this.#lines.shift()
  }
}

function capturesOf(patterns: Rule['patterns'], units: readonly Unit[]): Captures | undefined {
  const captures: Record<string, string> = {}
  for (const [index, pattern] of patterns.entries()) {
    const found = pattern.test(units[index] as Unit)
    if (found === undefined) return undefined
    Object.assign(captures, found)
  }
  return captures
}
