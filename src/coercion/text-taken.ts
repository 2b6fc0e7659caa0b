import type { Schema } from '../model/plugin.ts'
import { defOf } from './schema-def.ts'
import { isTextOrRegex, roleOf } from './schemas.ts'

/** Which texts a schema takes just as they are written: any, those that are no `/regex/`, or none for sure. */
type TextTaken = 'any' | 'pattern' | 'none'
const known = new WeakMap<Schema, TextTaken>()

/** Text that a schema takes as it is needs no checking: most expectations of a long repeat are such. */
export function textTaken(schema: Schema): TextTaken {
  let taken = known.get(schema)
  if (taken === undefined) {
    taken = isPlainText(schema) ? 'any' : isPattern(schema) ? 'pattern' : 'none'
    known.set(schema, taken)
  }
  return taken
}

const slash = 47
/** A text for a pattern that is surely no `/regex/`, nor nothing at all. */
export const isNoRegex = (text: string): boolean => text !== '' && text.charCodeAt(0) !== slash

/** What describes a schema (`.meta(…)`) makes a copy without its role, which takes the same texts. */
function isPlainText(schema: Schema): boolean {
  const { type, checks = [], format } = defOf(schema)
  const role = roleOf(schema) ?? 'text'
  return (role === 'text' || role === 'event') && type === 'string' && format === undefined && checks.length === 0
}

/** A text or a `/regex/`, alone or where all else is a map. */
function isPattern(schema: Schema): boolean {
  if (isTextOrRegex(schema)) return true
  const { type, options = [], checks = [] } = defOf(schema)
  const others = options.filter((option) => !isTextOrRegex(option))
  const maps = others.every((option) => ['object', 'record'].includes(defOf(option).type))
  return type === 'union' && checks.length === 0 && others.length < options.length && maps
}
