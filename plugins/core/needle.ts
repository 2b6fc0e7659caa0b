import { regexSyntax } from '../../src/plugin.ts'

/**
 * The longest text that every match of this regex is sure to contain, so that lines without it need not be decoded; undefined when
 * none is sure. Careful rather than clever: groups, classes and counted characters are left out, alternatives and `i` give up.
 */
export function needleOf(regex: RegExp): string | undefined {
  const alternatives = regexSyntax(regex)?.alternatives ?? []
  if (alternatives.length !== 1 || regex.flags.includes('i')) return undefined
  let longest = ''
  let run = ''
  for (const element of alternatives[0]?.elements ?? []) {
    const repeated = element.type === 'Quantifier' ? element : undefined
    const { type, raw } = repeated?.element ?? element
    const literal = type === 'Character' && repeated?.min !== 0 ? literalOf(raw) : undefined
    if (literal !== undefined) run += literal
    if (run.length > longest.length) longest = run
    if (literal === undefined || repeated !== undefined) run = ''
  }
  return longest === '' ? undefined : longest
}

/** A character that is written as itself. Half of a surrogate pair is no text of its own. */
function literalOf(raw: string): string | undefined {
  const character = raw.replace(/^\\(?=\W)/, '')
  return character.length === 1 && !/[\ud800-\udfff]/.test(character) ? character : undefined
}
