import { anyByte, type Place, type RawRow } from '../model/event.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { Span } from '../model/span.ts'
import type { Put } from '../text/aliases.ts'
import { encodeText } from '../text/byte-text.ts'
import { isFor, type InStep } from './mask-rows.ts'
import { compileMask } from './masks.ts'
import type { Ask, Mask, Resolve } from './masks.ts'
import { spanningPlaces } from './spanning.ts'

/** All masks of a scenario, and which of them have found something. */
export class MaskSet {
  readonly #rules: readonly MaskRule[]
  readonly #masks: readonly Mask[]
  /** A variable may have several masks, each for other rows. */
  readonly #byName = new Map<string, MaskRule[]>()
  readonly #steps: readonly Span[]
  readonly #used = new Set<MaskRule>()

  /** `steps` are the places of the steps that ran, by the index that rows have. */
  constructor(rules: readonly MaskRule[], resolve: Resolve, ask: Ask | undefined, steps: readonly Span[] = []) {
    this.#rules = rules
    this.#steps = steps
    this.#masks = rules.map((rule) => compileMask(rule, resolve, ask)).filter((mask) => mask !== undefined)
    for (const { rule } of this.#masks) this.#byName.set(nameOf(rule), [rule])
    for (const rule of rules)
      if ('variable' in rule.match)
        this.#byName.set(rule.match.variable, [...(this.#byName.get(rule.match.variable) ?? []), rule])
  }

  get areNone(): boolean {
    return this.#masks.length === 0
  }

  /** True when a mask for this row names this variable. */
  has(variable: string, row: InStep): boolean {
    return this.#named(variable, row) !== undefined
  }

  #named(name: string, row: InStep): MaskRule | undefined {
    return this.#byName.get(name)?.find((rule) => isFor(rule, row, this.#steps))
  }

  /** Rules that have found nothing so far. */
  unused(): readonly MaskRule[] {
    return this.#rules.filter((rule) => !this.#used.has(rule))
  }

  /** Puts what a step itself took or sent under its mask, wherever else the same text may stand, and open bytes under `??`. */
  placed(text: string, row: InStep, places: readonly Place[], put: Put): string {
    let result = ''
    let from = 0
    for (const { start, end, name } of places) {
      const rule = this.#named(name, row)
      if (rule === undefined && name !== anyByte) continue
      if (rule !== undefined) this.#used.add(rule)
      result += text.slice(from, start) + put(rule?.as ?? openShown(text.slice(start, end)))
      from = end
    }
    return result + text.slice(from)
  }

  /** Puts everything that the masks for this row find under them. */
  masked(text: string, row: InStep, put: Put): string {
    let renamed = text
    for (const { rule, rename } of this.#masks) {
      if (!isFor(rule, row, this.#steps)) continue
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

/** `??` for each byte. */
const openShown = (text: string): string => anyByte.repeat(encodeText(text).byteLength)

/** No variable has such a name. */
const nameOf = ({ span }: MaskRule): string => `mask at ${span.file}:${span.start}`
