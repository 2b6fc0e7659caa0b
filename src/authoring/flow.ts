import { writeScalar } from './scalar.ts'
import type { Written } from './written.ts'

/** A value on one line, with `{ }` and `[ ]`. Keys without a value are left out. */
export function writeFlow(value: Written, inFlow = false): string {
  if (typeof value === 'string') return writeScalar(value, inFlow)
  if (value === null || typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map((item) => writeFlow(item, true)).join(', ')}]`
  const entries = entriesOf(value)
  if (entries.length === 0) return '{}'
  return `{ ${entries.map(([key, each]) => `${writeScalar(key, true)}: ${writeFlow(each, true)}`).join(', ')} }`
}

/** An item of `steps` behind its dash. */
export const writeStep = (step: Written): string => writeFlow(step).replace(/^\{ (.*) \}$/, '$1')

export const isList = (value: Written): value is readonly Written[] => Array.isArray(value)

/** The entries of a map that have a value. */
export const entriesOf = (value: { readonly [key: string]: Written | undefined }): [string, Written][] =>
  Object.entries(value).filter((entry): entry is [string, Written] => entry[1] !== undefined)
