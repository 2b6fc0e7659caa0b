import type { Alias } from '../model/event.ts'
import type { MaskRule } from '../model/scenario.ts'
import { wholeOf } from '../text/aliases.ts'
import { builtinMasks } from './builtin-masks.ts'
import { escapePart } from './escape.ts'

/** A name in angle brackets. */
const bracketed = /<[^<>\s][^<>]*>/g
const number = / \d+>$/

/** Texts in the output of an actor that look like a name which this scenario's transcript writes. */
export interface LiteralNames {
  /** False when there is none of them in this text, for sure. */
  mayBeIn(text: string): boolean
  /** Every such text goes through `put`, as the transcript writes it: `\<server.port>`. */
  escape(text: string, put: (written: string) => string): string
}

/** The names of one scenario: those of its aliases and secrets, and those that its masks write. */
export function literalNames(
  aliases: readonly Alias[],
  secrets: readonly string[],
  rules: readonly MaskRule[],
): LiteralNames {
  const names = new Set([...aliases.map(({ name }) => `<${name}>`), ...secrets])
  const numbered = new Set<string>()
  const words = new Set<string>()
  for (const { match, as } of rules) {
    if ('builtin' in match && builtinMasks[match.builtin]?.identity === true) {
      numbered.add(as)
      continue
    }
    const inBrackets = as.match(bracketed) ?? []
    for (const name of inBrackets) names.add(name)
    if (inBrackets.length === 0 && as.trim() !== '') words.add(as)
  }
  const isName = (text: string): boolean =>
    names.has(text) || (number.test(text) && numbered.has(text.replace(number, '>')))
  const wordPattern = words.size === 0 ? undefined : new RegExp(wholeOf([...words]), 'gu')
  return {
    mayBeIn: (text) => wordPattern !== undefined || text.includes('<'),
    escape: (text, put) => {
      const escaped = text.includes('<')
        ? text.replace(bracketed, (found) => (isName(found) ? put(`\\${escapePart(found)}`) : found))
        : text
      return wordPattern === undefined ? escaped : escaped.replace(wordPattern, (found) => put(firstEscaped(found)))
    },
  }
}

/** A name without brackets has its first character as an escape. */
function firstEscaped(text: string): string {
  const [first = ''] = text
  return `\\u{${(first.codePointAt(0) as number).toString(16)}}${escapePart(text.slice(first.length))}`
}
