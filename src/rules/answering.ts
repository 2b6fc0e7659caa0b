import { resolve } from 'node:path'
import type { Lane } from '../model/actor.ts'
import type { Captures } from '../model/matcher.ts'
import { readRegular } from '../disk/read-regular.ts'
import { problemError } from '../registry/problem-error.ts'
import { cut } from '../text/cut.ts'
import { printable } from '../text/printable.ts'
import { spacedHex } from '../text/spaced-hex.ts'
import { Delayed } from './delayed.ts'
import type { Moment } from './written.ts'
import type { Pattern, Unit } from './pattern.ts'
import { openPartsOf } from './open-parts.ts'
import { fillReply, type Reply } from './reply.ts'
import { RuleHistory } from './rule-history.ts'
import type { Rule, RuleSet } from './rule-set.ts'

/** What an actor answers over. */
export interface Wire {
  /** Nothing can be sent any more. */
  readonly ending: boolean
  /** Sends these, in one go where there are no messages. */
  send(replies: readonly Reply[]): void
  end?(): void
  reset?(): void
  /** What else the rule asks for. */
  act?(rule: Rule): void
}

/** A rule that applies, with what it has captured. */
export interface Applies {
  readonly rule: Rule
  readonly captures: Captures
}

type Begins = ReturnType<NonNullable<Pattern['begins']>>

const longest = 60

/** What stands in a file that a reply sends. */
function readFor(dir: string, path: string): Buffer {
  try {
    return readRegular(resolve(dir, path))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw problemError('cannot-read', `the file “${path}” cannot be read: ${why}`)
  }
}

/** One conversation by rules: chooses the rule for what comes, and answers over a wire in that order. */
export class Answering {
  readonly #set: RuleSet
  readonly #lane: Lane
  #history: RuleHistory
  readonly #delayed = new Delayed()
  #state: string | undefined
  /** What no rule fits, the newest, and how many there were. */
  #unfit: { readonly shown: string; readonly count: number } | undefined
  /** A pattern took too long, and the scenario is over with that: no further line needs an answer. */
  #over = false

  constructor(set: RuleSet, lane: Lane) {
    this.#set = set
    this.#lane = lane
    this.#history = new RuleHistory(set.reach)
  }

  /** The rule that applies to a line or message, which is noted if there is none. */
  choose(unit: Unit): Applies | undefined {
    this.#set.asked = true
    const usable = this.#usable()
    const found = this.#first(usable, (rule) => this.#history.fits(rule, unit))
    if (found === undefined) {
      const lost = this.#over ? undefined : this.#history.missed(unit, usable)
      if (lost !== undefined) this.#miss(lost.text === undefined ? spacedHex(lost.bytes) : lost.text)
      return undefined
    }
    this.#history.applied(found.rule, unit)
    return this.#apply(found)
  }

  /**
   * The rule that applies to the beginning of bytes without lines, and how many of them it takes; `more` while that is not decided,
   * undefined when the first of them begins nothing.
   */
  chooseBytes(bytes: Buffer): (Applies & { readonly length: number }) | 'more' | undefined {
    this.#set.asked = true
    for (const rule of this.#usable()) {
      const [pattern] = rule.patterns
      const begins: Begins = pattern?.begins?.(bytes) ?? 'never'
      if (begins === 'more') return 'more'
      if (begins !== 'never') return { ...this.#apply({ rule, captures: begins.captures }), length: begins.length }
    }
    return undefined
  }

  /** So many bytes without lines begin nothing. */
  missBytes(bytes: Buffer): void {
    this.#miss(spacedHex(bytes))
  }

  /** Something has happened to the connection. */
  happened(moment: Moment, wire: Wire): void {
    if (moment === 'connect') this.#set.asked = true
    this.#set.happened.add(moment)
    const rule = this.#set.usable(this.#state).find(({ on }) => on === moment)
    if (rule !== undefined) this.answer(this.#apply({ rule, captures: {} }), wire)
  }

  /** Does what the rule says, behind the answers that are not due yet. */
  answer({ rule, captures }: Applies, wire: Wire): void {
    const { after, close, reset, ignore, deed } = rule
    if (rule.replies.length === 0 && !close && !reset && deed === undefined) return
    this.#delayed.add(after, () => {
      if (wire.ending) return
      const filled = this.#filled(rule, captures)
      if (filled === undefined) return
      if (filled.length > 0) wire.send(filled)
      if (!ignore)
        for (const [place, { shown }] of filled.entries())
          this.#lane.replied(shown, openPartsOf(rule.replies[place] ?? '', captures, rule.open))
      if (deed !== undefined) wire.act?.(rule)
      if (close) wire.end?.()
      if (reset) wire.reset?.()
    })
  }

  /** No line that has come belongs to a pattern any more; the state is kept. */
  forget(): void {
    this.#history = new RuleHistory(this.#set.reach)
  }

  /** Behind all answers. */
  afterwards(run: () => void): void {
    this.#delayed.add(0, run)
  }

  dueIn(): number | undefined {
    return this.#delayed.dueIn()
  }

  stop(): void {
    this.#delayed.stop()
  }

  /** For failures: what no rule fits. */
  remark(): string | undefined {
    if (this.#unfit === undefined) return undefined
    const { shown, count } = this.#unfit
    return `no rule fits “${shown}”${count === 1 ? '' : ` and ${count - 1} before it`}`
  }

  /** Its replies; undefined where a file that one of them sends cannot be read, and the scenario is over with that. */
  #filled({ index, replies, listed }: Rule, captures: Captures): Reply[] | undefined {
    const filled: Reply[] = []
    for (const [place, reply] of replies.entries())
      try {
        filled.push(fillReply(reply, captures, (path) => readFor(this.#lane.dir, path)))
      } catch (error) {
        this.#over = true
        this.#lane.failed(error, ['rules', index, 'reply', ...(listed ? [place] : []), 'file'])
        return undefined
      }
    return filled
  }

  #usable(): Rule[] {
    return this.#over ? [] : this.#set.usable(this.#state).filter(({ on }) => on === undefined)
  }

  #first(usable: readonly Rule[], capture: (rule: Rule) => Captures | undefined): Applies | undefined {
    for (const rule of usable) {
      try {
        const captures = capture(rule)
        if (captures !== undefined) return { rule, captures }
      } catch (error) {
        this.#over = true
        this.#lane.failed(error, ['rules', rule.index, 'when'])
        return undefined
      }
    }
    return undefined
  }

  #apply<T extends Applies>(found: T): T {
    const { rule } = found
    rule.left -= 1
    rule.applied = true
    this.#lane.applied?.(rule.at, rule.name)
    if (rule.go !== undefined) this.#state = rule.go
    return found
  }

  #miss(line: string): void {
    const shown = printable(cut(line, longest))
    this.#unfit = { shown, count: (this.#unfit?.count ?? 0) + 1 }
    if (this.#lane.strict?.has('rules') !== true) return
    this.#over = true
    const state = this.#state === undefined ? '' : ` in the state “${this.#state}”`
    const hint = 'add a rule for it, or one with “ignore: true” when it does not count'
    this.#lane.failed(
      problemError('no-rule-fits', `no rule of “${this.#lane.name}” fits “${shown}”${state}`, hint, 'failed'),
      ['rules'],
    )
  }
}
