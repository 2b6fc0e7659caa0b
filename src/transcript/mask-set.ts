import { anyByte, type Place, type RawRow } from '../model/event.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { Put } from '../text/aliases.ts'
import { compileMask } from './masks.ts'
import type { Ask, Mask, Resolve } from './masks.ts'
import { spanningPlaces } from './spanning.ts'

/** All masks of a scenario, and which of them have found something. */
export class MaskSet {
  readonly #rules: readonly MaskRule[]
  readonly #masks: readonly Mask[]
  readonly #byName: ReadonlyMap<string, MaskRule>
  readonly #used = new Set<MaskRule>()

  constructor(rules: readonly MaskRule[], resolve: Resolve, ask: Ask | undefined) {
    this.#rules = rules
    this.#masks = rules.map((rule) => compileMask(rule, resolve, ask)).filter((mask) => mask !== undefined)
    const variables = rules.flatMap((rule) => ('variable' in rule.match ? [[rule.match.variable, rule] as const] : []))
    this.#byName = new Map([...this.#masks.map(({ rule }) => [nameOf(rule), rule] as const), ...variables])
  }

  /** True when a mask names this variable. */
  has(variable: string): boolean {
    return this.#byName.has(variable)
  }

  /** Rules that have found nothing so far. */
  unused(): readonly MaskRule[] {
    return this.#rules.filter((rule) => !this.#used.has(rule))
  }

  /** Puts what a step itself took or sent under its mask, wherever else the same text may stand, and open bytes under `??`. */
  placed(text: string, places: readonly Place[], put: Put): string {
    let result = ''
    let from = 0
    for (const { start, end, name } of places) {
      const rule = this.#byName.get(name)
      if (rule === undefined && name !== anyByte) continue
      if (rule !== undefined) this.#used.add(rule)
      result += text.slice(from, start) + put(rule?.as ?? name)
      from = end
    }
    return result + text.slice(from)
  }

  /** Puts everything that the masks find under them. */
  masked(text: string, put: Put): string {
    let renamed = text
    for (const { rule, rename } of this.#masks) {
      const before = renamed
      renamed = rename(renamed, put)
      if (renamed !== before) this.#used.add(rule)
    }
    return renamed
  }

  /** Where masks find something that reaches from one piece of a line into the next. */
  spanning(rows: readonly RawRow[]): ReadonlyMap<RawRow, readonly Place[]> {
    const finding = this.#masks.flatMap(({ rule, find }) => (find === undefined ? [] : [{ name: nameOf(rule), find }]))
    if (finding.length === 0) return new Map()
    return spanningPlaces(rows, (text) =>
      finding.flatMap(({ name, find }) => find(text).map(([start, end]) => ({ start, end, name }))),
    )
  }
}

/** No variable has such a name. */
const nameOf = ({ span }: MaskRule): string => `mask at ${span.start}`
