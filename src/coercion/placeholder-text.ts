import type { SchemaIssue } from '../model/plugin.ts'
import type { YamlScalar } from '../model/yaml-node.ts'
import { parseTemplate } from '../text/template.ts'
import type { Issue } from './wording.ts'

/** What a text can never be, whatever its placeholders are filled with. */
const containers = new Set(['array', 'tuple', 'set', 'object', 'record', 'map'])
const numbers = new Set(['number', 'int', 'bigint'])

/** True when what fills the placeholders of a text may do away with a complaint about it. */
export function placeholderMayFix(issue: SchemaIssue, scalar: YamlScalar): boolean {
  const { code, expected = '', values } = issue as Issue
  if (code === 'invalid_type') {
    if (containers.has(expected)) return false
    // Signs, digits, also of other bases, an exponent: nothing else can be a part of a number.
    if (numbers.has(expected))
      return literals(scalar).every(
        (part) => /^[-+.\w]*$/.test(part) && !/[g-z]/i.test(part.replaceAll(/[xobe]/gi, '')),
      )
    return expected !== 'boolean' || fitsOne(scalar, ['true', 'false'])
  }
  return code !== 'invalid_value' || values === undefined || fitsOne(scalar, values.map(String))
}

const literals = ({ source }: YamlScalar): string[] =>
  parseTemplate(source).parts.filter((part) => typeof part === 'string')

/** Whether one of these texts can come of a text with placeholders. */
function fitsOne({ source }: YamlScalar, values: readonly string[]): boolean {
  const { parts } = parseTemplate(source)
  return values.some((value) => {
    let from = 0
    for (const [index, part] of parts.entries()) {
      if (typeof part !== 'string') continue
      const at = index === parts.length - 1 ? Math.max(from, value.length - part.length) : value.indexOf(part, from)
      if (at < from || (index === 0 && at !== 0) || !value.startsWith(part, at)) return false
      from = at + part.length
    }
    return typeof parts.at(-1) !== 'string' || from === value.length
  })
}
