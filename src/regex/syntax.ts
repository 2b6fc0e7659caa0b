import { RegExpParser, RegExpValidator, type AST } from '@eslint-community/regexpp'
import type { WrittenRegex } from '../text/regex.ts'
import { whenUsed } from '../text/when-used.ts'

export type { AST }

const parser = whenUsed(() => new RegExpParser())
let last: { readonly source: string; readonly flags: string; readonly pattern: AST.Pattern | undefined } | undefined

/**
 * The syntax tree of a regex; undefined where it does not compile. Several questions about one regex follow each other, so the last
 * tree is kept.
 */
export function regexSyntax({ source, flags }: WrittenRegex): AST.Pattern | undefined {
  if (last?.source !== source || last.flags !== flags) last = { source, flags, pattern: parse(source, flags) }
  return last.pattern
}

function parse(source: string, flags: string): AST.Pattern | undefined {
  const modes = flags.includes('v') ? { unicodeSets: true } : { unicode: flags.includes('u') }
  try {
    return parser().parsePattern(source, 0, source.length, modes)
  } catch {
    return undefined
  }
}

/** Names of its `(?<groups>)`; of a regex with a mistake, those that stand before it. */
export function groupNames(source: string): string[] {
  if (!source.includes('(?<')) return []
  const names = new Set<string>()
  const validator = new RegExpValidator({
    onCapturingGroupEnter: (_start, name) => {
      if (name !== null) names.add(name)
    },
  })
  try {
    validator.validatePattern(source)
  } catch {
    // A caller that reports mistakes has asked for them.
  }
  return [...names]
}

/** True when every match must contain a line feed, so that no line could ever be matched. */
export function needsNewline(regex: WrittenRegex): boolean {
  if (!regex.source.includes('\\n') && !regex.source.includes('\n')) return false
  const pattern = regexSyntax(regex)
  return pattern !== undefined && everyNeeds(pattern.alternatives)
}

const everyNeeds = (alternatives: readonly AST.Alternative[]): boolean =>
  alternatives.every(({ elements }) => elements.some(needs))

function needs(element: AST.Element): boolean {
  switch (element.type) {
    case 'Character':
      return isNewline(element)
    case 'CharacterClass':
      return !element.negate && element.elements.length > 0 && element.elements.every(isNewline)
    case 'Quantifier':
      return element.min > 0 && needs(element.element)
    case 'Group':
    case 'CapturingGroup':
      return everyNeeds(element.alternatives)
    case 'Assertion':
      return 'alternatives' in element && !element.negate && everyNeeds(element.alternatives)
    default:
      return false
  }
}

const isNewline = (node: AST.Node): boolean => node.type === 'Character' && node.value === 0x0a
