import type { AST } from '@eslint-community/regexpp'
import { regexSyntax } from '../../../src/plugin.ts'

/**
 * The longest text that every match of this regex is sure to contain, so that lines without it need not be decoded; undefined when
 * none is sure. Careful rather than clever: groups, classes and counted characters are left out, alternatives and `i` give up.
 */
export function needleOf(regex: RegExp): string | undefined {
  const [only, ...others] = regexSyntax(regex)?.alternatives ?? []
  if (only === undefined || others.length > 0 || regex.flags.includes('i')) return undefined
  let longest = ''
  let run = ''
  for (const element of only.elements) {
    const repeated = element.type === 'Quantifier'
    const literal = repeated ? (element.min > 0 ? literalOf(element.element) : undefined) : literalOf(element)
    if (literal !== undefined) run += literal
    if (run.length > longest.length) longest = run
    if (literal === undefined || repeated) run = ''
  }
  return longest === '' ? undefined : longest
}

/** A character that is written as itself. Half of a surrogate pair is no text of its own. */
function literalOf({ type, raw }: AST.Element): string | undefined {
  if (type !== 'Character') return undefined
  const character = raw.replace(/^\\(?=\W)/, '')
  return character.length === 1 && !/[\ud800-\udfff]/.test(character) ? character : undefined
}
