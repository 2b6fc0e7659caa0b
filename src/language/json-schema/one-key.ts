import { anyOf, closed, listed, when } from './json.ts'
import type { JsonSchema } from './json.ts'

/** A map whose one key is its type: `{ verb: … }`, `{ kind: … }`, `{ matcher: … }`. */
export interface OneKey {
  /** What such a key is called in messages: `a verb`. */
  readonly what: string
  readonly keys: Readonly<Record<string, JsonSchema>>
  /** What may stand beside each of them. */
  readonly beside?: Readonly<Record<string, JsonSchema>>
  /** What may stand beside one of them only. */
  readonly besideOne?: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>
  /** A key that takes anything beside it but these: `{ event: close, code: 1001 }`. */
  readonly open?: Readonly<Record<string, readonly JsonSchema[]>>
  /** Closes the message about a second key: `another verb is a step of its own`. */
  readonly second: string
}

/** A key whose value is a map has all of it in there, unless a form takes a map as that key's part; behind any other value parts may stand beside it. */
function partedOr(form: JsonSchema, name: string, parted: readonly JsonSchema[]): JsonSchema {
  if (parted.length === 0) return form
  const withMap = parted.filter(
    ({ properties }) => (properties as Readonly<Record<string, JsonSchema>>)[name]?.['$ref'] !== undefined,
  )
  return when({ properties: { [name]: { type: 'object' } } }, anyOf([form, ...withMap]), anyOf(parted))
}

/**
 * Exactly one of the keys, and what may stand beside it. Once a key is there, an editor offers only what belongs to it, and a
 * mistake is answered in one sentence.
 */
export function oneKey({ what, keys, beside = {}, besideOne = {}, open = {}, second }: OneKey): JsonSchema {
  const names = Object.keys(keys)
  const none = closed(keys, { minProperties: 1, errorMessage: `expected ${what}: ${listed(names, 'or')}` })
  return names.toReversed().reduce<JsonSchema>((otherwise, name) => {
    const all = { ...beside, ...besideOne[name] }
    const words = Object.keys(all).map((word) => `“${word}”`)
    const also = words.length === 0 ? 'nothing may stand' : `only ${listed(words, 'and')} may stand`
    const form = closed({ [name]: keys[name]!, ...all }, { errorMessage: `${also} beside “${name}”; ${second}` })
    return when({ required: [name] }, partedOr(form, name, open[name] ?? []), otherwise)
  }, none)
}
