import { inTimeOf } from '../regex/bounded.ts'
import { sourcePlaceOf, type SourcePlace } from './source-place.ts'

/** What a rule of the contract came to for one thing that a plugin contributes. */
export interface Finding {
  /** `the plugin`, `kind “cache”`, `matcher “stored”`. */
  readonly subject: string
  /** What is asked of it, in a few words: `stops while it starts`. */
  readonly rule: string
  readonly outcome: 'kept' | 'broken' | 'untested'
  /** What was seen instead, or why it could not be tried. */
  readonly why?: string
  /** Where the code stands that broke it, and what to do. */
  readonly place?: SourcePlace
  readonly hint?: string
}

/** What is wrong, in a few words, or with what to do about it; undefined when nothing is. */
export type Wrong = string | { readonly why: string; readonly hint: string } | undefined

/** Milliseconds that a check may compute before it gives control back. */
const longest = 1000

class NoControl extends Error {}

/** Collects findings about one subject. A check answers with what is wrong; what it throws is wrong, too. */
export class Findings {
  readonly all: Finding[] = []
  readonly #longest: number

  constructor(longestWork = longest) {
    this.#longest = longestWork
  }

  /** `code` is the function that the rule is about. True when the rule is kept. */
  async check(subject: string, rule: string, check: () => Wrong | Promise<Wrong>, code?: unknown): Promise<boolean> {
    let wrong: Wrong
    try {
      wrong = await this.bounded(check)
    } catch (error) {
      wrong = error instanceof NoControl ? { why: error.message, hint: loopHint } : `it threw: ${thrownMessage(error)}`
    }
    if (wrong === undefined) {
      this.all.push({ subject, rule, outcome: 'kept' })
      return true
    }
    const place = await sourcePlaceOf(code)
    this.all.push({
      subject,
      rule,
      outcome: 'broken',
      ...(typeof wrong === 'string' ? { why: wrong } : wrong),
      ...(place === undefined ? {} : { place }),
    })
    return false
  }

  /** Does this work, and throws when it does not give control back: a loop without an end would end the whole test. */
  bounded<T>(work: () => T): T {
    return inTimeOf(
      this.#longest,
      work,
      () => new NoControl(`it has not given control back for ${this.#longest / 1000} s`),
    )
  }

  untested(subject: string, rule: string, why: string): void {
    this.all.push({ subject, rule, outcome: 'untested', why })
  }
}

const loopHint = 'let its loop end, whatever it is given: nothing else can run meanwhile'

/** The first line of what was thrown, whatever it was. */
export function thrownMessage(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return (text.split('\n')[0] ?? '').slice(0, 200) || 'it gave no reason'
}

/** In words, what was found open that should have been closed. */
export const opened = (left: readonly string[]): string | undefined =>
  left.length === 0 ? undefined : `it left ${[...new Set(left)].join(' and ')} open`
