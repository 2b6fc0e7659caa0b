import { encodeText, holdsBytes } from '../../text/byte-text.ts'
import type { MaskRule } from '../../model/scenario.ts'

/** A variable's value. A byte that is not UTF-8 is the lone surrogate U+DCNN in its text (`decodeText`). */
export interface Value {
  readonly text: string
  /** It was taken as bytes, whatever they are: where hexadecimal is wanted, its hexadecimal stands. */
  readonly bytes?: true
  /** Places of its bytes that the expectation left open (`??`): where it is sent, they stand so in the row. */
  readonly open?: readonly number[] | undefined
}

/** Bytes that are fewer are found anywhere by accident, so that masks rename them only where a step took or sent them. */
const findable = 4

/** The variables of one run, and every value that those had which masks name. */
export class Variables {
  readonly #values = new Map<string, Value>()
  readonly #every = new Map<string, Set<string>>()

  constructor(mask: readonly MaskRule[]) {
    for (const name of mask.flatMap(namesIn)) this.#every.set(name, new Set())
  }

  text(name: string): string | undefined {
    return this.#values.get(name)?.text
  }

  get(name: string): Value | undefined {
    return this.#values.get(name)
  }

  set(name: string, value: string | Value): void {
    const kept = typeof value === 'string' ? { text: value } : value
    const { text, bytes } = kept
    this.#values.set(name, kept)
    if (bytes === undefined || encodeText(text).byteLength >= findable) this.#every.get(name)?.add(text)
  }

  restore(name: string, before: Value | undefined): void {
    if (before === undefined) this.#values.delete(name)
    else this.set(name, before)
  }

  /** True when a mask names it. */
  isMasked(name: string): boolean {
    return this.#every.has(name)
  }

  /** Every value of each name in masks, in order; empty for a name that never was a variable. */
  get every(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.#every].map(([name, values]) => [name, [...values]]))
  }
}

function namesIn({ match }: MaskRule): string[] {
  if ('builtin' in match) return []
  if ('variable' in match) return [match.variable]
  return match.template.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name]))
}

/** The value's bytes as hexadecimal; undefined when it is text, which has to be hexadecimal itself. */
export function hexOf({ text, bytes }: Value): string | undefined {
  return bytes === true || holdsBytes(text) ? encodeText(text).toString('hex') : undefined
}
