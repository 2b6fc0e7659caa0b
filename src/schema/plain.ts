import { plainValue } from '../text/plain.ts'
import type { JsonSchema } from './json.ts'

/** A text with a `${hole}` in it; `$${` is none. */
export const holePattern = String.raw`(?:^|[^$])\$\{`
/** A text without a hole. */
const fixedPattern = String.raw`^(?:[^$]|\$(?!\{)|\$\$\{)*$`

/** Text as it is written: a reader of YAML makes numbers and truth values of some plain scalars, and here they are text. */
export const text: JsonSchema = { type: ['string', 'number', 'boolean'] }

/** Text that must be known before anything runs. */
export const fixedText: JsonSchema = {
  ...text,
  pattern: fixedPattern,
  patternErrorMessage: 'no variable can stand here: write the value itself',
}

/** A number or a truth value, or a hole that will be filled with one. */
export const orHole = (type: string, more: JsonSchema = {}): JsonSchema => ({
  type: [type, 'string'],
  ...more,
  pattern: holePattern,
  patternErrorMessage: `expected ${type === 'boolean' ? 'true or false' : 'a number'}, or a variable such as \${name}`,
})

/** Words as a reader of YAML hands them over: `yes` stays text, `1` and `true` become what they look like. */
export const asRead = (values: readonly unknown[]): readonly unknown[] =>
  values.flatMap((value) => {
    const read = typeof value === 'string' ? plainValue(value) : value
    return read === value || read === null ? [value] : [value, read]
  })
