import { escapedUnit } from '../text/data-text.ts'
import { plainValue } from '../text/plain.ts'

/** A character that only an escape can say: control characters, other line ends, half of a surrogate pair. */
export const unprintable =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/**
 * A text as a scalar of one line: without quotes where YAML reads it as this text (YAML 1.2.2, 7.3.3), else in double quotes,
 * or in single ones where it has a backslash or a double quote. `inFlow`: it stands inside of `{ }` or `[ ]`.
 */
export function writeScalar(text: string, inFlow: boolean): string {
  if (unprintable.test(text)) return JSON.stringify(text).replaceAll(new RegExp(unprintable, 'g'), escapedUnit)
  if (isPlain(text, inFlow) && plainValue(text) === text) return text
  if (/[\\"]/.test(text)) return `'${text.replaceAll("'", "''")}'`
  return `"${text}"`
}

function isPlain(text: string, inFlow: boolean): boolean {
  // As a key, it would take in another map.
  if (text === '' || text === '<<' || text !== text.trim()) return false
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]/.test(text)) return false
  if (/:(?:\s|$)|\s#/.test(text)) return false
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(text)) return false
  // A `?` or `-` before one of these is a character of its own only outside.
  return !inFlow || (!/[,[\]{}]/.test(text) && !/^[-?:]$/.test(text))
}
