import type { Lane } from '../model/actor.ts'
import { problemError } from '../registry/problem-error.ts'
import { printable } from '../text/printable.ts'
import { cut } from '../text/cut.ts'
import { deedOf, type Deed, type Deeds, type WantedDeed } from './deed.ts'
import type { Moment, WrittenReply, WrittenRule } from './written.ts'
import { compilePattern, type Open, type Pattern } from './pattern.ts'

/** A rule, compiled once for all connections of an actor. */
export interface Rule {
  /** Its place in the option. */
  readonly index: number
  /** The same from the options of its actor on. */
  readonly at: readonly (string | number)[]
  /** As a failure names it: `rule 2 (/^QUIT/)`. */
  readonly name: string
  readonly on: Moment | undefined
  /** Lines that come one after another; none for a moment. */
  readonly patterns: readonly Pattern[]
  /** What its patterns leave open of what they capture. */
  readonly open: Open
  readonly replies: readonly WrittenReply[]
  /** The replies are written as a list. */
  readonly listed: boolean
  readonly states: ReadonlySet<string> | undefined
  readonly go: string | undefined
  /** Milliseconds. */
  readonly after: number
  readonly close: boolean
  readonly reset: boolean
  readonly ignore: boolean
  readonly deed: WantedDeed | undefined
  /** How often it may still apply. */
  left: number
  applied: boolean
}

const longest = 40

/** All rules of an actor, and what is known of them whichever connection applied them. */
export class RuleSet {
  readonly rules: readonly Rule[]
  /** Something has come that a rule might have applied to. */
  asked = false
  /** Moments of a connection that have come. */
  readonly happened = new Set<string>()
  readonly #ways: readonly Deed[]

  constructor(written: readonly WrittenRule[], deeds: Deeds) {
    this.#ways = Object.values(deeds)
    this.rules = written.map((rule, index) => ({
      index,
      at: ['rules', index],
      on: rule.on,
      ...namedPatterns(rule, index),
      replies: rule.reply === undefined ? [] : [rule.reply].flat(),
      listed: Array.isArray(rule.reply),
      states: rule.in === undefined ? undefined : new Set([rule.in].flat()),
      go: rule.go,
      after: rule.after ?? 0,
      close: rule.close === true,
      reset: rule.reset === true,
      ignore: rule.ignore === true,
      deed: deedOf(rule, deeds),
      left: rule.times ?? Number.POSITIVE_INFINITY,
      applied: false,
    }))
  }

  /** Lines that the longest pattern asks for. */
  get reach(): number {
    return Math.max(1, ...this.rules.map(({ patterns }) => patterns.length))
  }

  get ignores(): boolean {
    return this.rules.some(({ ignore }) => ignore)
  }

  /** Whether a line is no longer one of the conversation as it was: the peer goes on in another way. */
  leaves(line: Uint8Array): boolean {
    return this.#ways.some((deed) => deed.begins?.(line) === true)
  }

  /** Those that may apply now, in this state. */
  usable(state: string | undefined): Rule[] {
    return this.rules.filter(({ left, states }) => left > 0 && (states === undefined || states.has(state ?? '')))
  }

  /** What a failure tells of the rules: those that have never applied, once something has come. */
  remark(): string | undefined {
    const never = this.asked ? this.rules.filter(({ applied }) => !applied) : []
    const [only, ...others] = never
    if (only === undefined) return undefined
    const mistaken = never.find((rule) => this.#momentOf(rule) !== undefined)
    // What to do comes first: the report cuts a long state.
    if (mistaken !== undefined)
      return `write “on: ${this.#momentOf(mistaken)}” in rule ${mistaken.index + 1}, which never applied`
    if (others.length === 0) return `${only.name} never applied`
    return `rules ${never.map(({ index }) => index + 1).join(', ')} never applied`
  }

  /** What has happened to the connection, where the rule waits for a line with that name. */
  #momentOf({ patterns }: Rule): string | undefined {
    const [only, ...others] = patterns
    return others.length === 0 && only?.plain !== undefined && this.happened.has(only.plain) ? only.plain : undefined
  }
}

function namedPatterns({ on, when }: WrittenRule, index: number): Pick<Rule, 'name' | 'patterns' | 'open'> {
  const patterns = when === undefined ? [] : [when].flat().map(compilePattern)
  const what = on === undefined ? patterns.map(({ shown }) => shown).join(', ') : `on ${on}`
  const name = `rule ${index + 1} (${printable(cut(what, longest))})`
  return { name, patterns, open: Object.assign({}, ...patterns.map(({ open }) => open)) as Open }
}

/** The rules of an actor; refuses what its framing can never meet. */
export function rulesFor(written: readonly WrittenRule[], { framer, name }: Lane, deeds: Deeds = {}): RuleSet {
  const set = new RuleSet(written, deeds)
  if (framer.shows === 'text') return set
  const whole = set.rules.find(
    ({ on, patterns }) => on === undefined && (patterns.length > 1 || patterns[0]?.begins === undefined),
  )
  if (whole === undefined) return set
  throw problemError(
    'invalid-value',
    `${whole.name} of “${name}” needs lines, and its framing has none`,
    'write a text or { bytes: … } without “*”, or choose a framing with lines',
  )
}

/** Several remarks of one actor. */
export function remarks(...all: readonly (string | undefined)[]): string | undefined {
  const given = all.filter((each) => each !== undefined)
  return given.length === 0 ? undefined : given.join(', ')
}
