import { plainValue } from '../../text/plain.ts'
import { something } from './by-type.ts'
import { when } from './json.ts'
import type { JsonSchema } from './json.ts'

/** A text with a `${placeholder}` in it; `$${` is none. */
export const placeholderPattern = String.raw`(?:^|[^$])\$\{`
/** A text without a placeholder. */
const fixedPattern = String.raw`^(?:[^$]|\$(?!\{)|\$\$\{)*$`

/**
 * Text as it is written: a reader of YAML makes numbers and truth values of some plain scalars, and here they are text. Defined by
 * what it is not, since an editor that finds `boolean` among the types offers `true` and `false` wherever text is wanted.
 */
export const text: JsonSchema = {
  ...something,
  ...when({ type: ['object', 'array', 'null'] }, { type: 'string', errorMessage: 'expected a text' }),
}

/** Text that must be known before anything runs. */
export const fixedText: JsonSchema = {
  ...text,
  pattern: fixedPattern,
  patternErrorMessage: 'no variable can stand here: write the value itself',
}

/** A number or a truth value, or a placeholder that will be filled with one. */
export const orPlaceholder = (type: string, more: JsonSchema = {}): JsonSchema => ({
  type: [type, 'string'],
  ...more,
  pattern: placeholderPattern,
  errorMessage: `expected ${nameOf[type] ?? type}, or a variable such as \${name}`,
})
const nameOf: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
}

/** Only a placeholder, beside other branches of a union; its empty title and description distinguish it from what else fits. */
export const placeholder: JsonSchema = { title: '', description: '', type: 'string', pattern: placeholderPattern }

/** Words as a reader of YAML hands them over: `yes` stays text, `1` and `true` become what they look like. */
export const asRead = (values: readonly unknown[]): readonly unknown[] =>
  values.flatMap((value) => {
    const read = typeof value === 'string' ? plainValue(value) : value
    return read === value || read === null ? [value] : [value, read]
  })
