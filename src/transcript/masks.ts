import type { MaskRule, Template } from '../model/scenario.ts'
import { escapeRegex } from '../text/regex.ts'
import { wholeOf } from './aliases.ts'
import type { Renaming } from './aliases.ts'
import { builtinMasks } from './builtin-masks.ts'

/** The value of a variable, undefined when it has none. */
export type Resolve = (name: string) => string | undefined

/** Does something with a regex and a text, within bounded time; throws when it takes longer. */
export type Ask = <T>(regex: RegExp, text: string, work: () => T) => T

/** A mask's regex took too long; the cause says how. */
export class StuckMask extends Error {
  readonly rule: MaskRule
  constructor(rule: MaskRule, cause: unknown) {
    super('a mask took too long', { cause })
    this.rule = rule
  }
}

export interface Mask {
  readonly rule: MaskRule
  readonly rename: Renaming
}

/** An author's rule made ready; undefined when it can find nothing in this run (a variable that never got a value). */
export function compileMask(rule: MaskRule, resolve: Resolve, ask: Ask = atOnce): Mask | undefined {
  const found = patternOf(rule, resolve)
  if (found === undefined) return undefined
  const { pattern, identity } = found
  const replaced: Renaming = (text, put) =>
    text.replace(pattern, (match: string) => {
      if (match === '') return match
      return identity ? put(rule.as, match) : put(rule.as)
    })
  const rename: Renaming = (text, put) => {
    try {
      return ask(pattern, text, () => replaced(text, put))
    } catch (error) {
      throw new StuckMask(rule, error)
    }
  }
  return { rule, rename }
}

const atOnce: Ask = (_regex, _text, work) => work()

function patternOf({ match }: MaskRule, resolve: Resolve): { pattern: RegExp; identity: boolean } | undefined {
  if ('builtin' in match) return builtinMasks[match.builtin]
  if ('variable' in match) {
    const value = resolve(match.variable)
    return value === undefined || value === ''
      ? undefined
      : { pattern: new RegExp(wholeOf([value]), 'gu'), identity: false }
  }
  const literal = match.kind === 'text'
  const source = filled(match.template, resolve, literal)
  if (source === undefined || source === '') return undefined
  const flags = literal ? 'g' : `${match.flags.replace(/[gy]/g, '')}g`
  return { pattern: new RegExp(source, flags), identity: false }
}

/** A regex source: holes go in literally, and so does all of a plain text. */
function filled(template: Template, resolve: Resolve, literal: boolean): string | undefined {
  let source = ''
  for (const part of template.parts) {
    const text = typeof part === 'string' ? part : resolve(part.name)
    if (text === undefined) return undefined
    source += literal || typeof part !== 'string' ? escapeRegex(text) : text
  }
  return source
}
