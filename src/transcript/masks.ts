import type { MaskRule, Template } from '../model/scenario.ts'
import { escapeRegex } from '../text/regex.ts'
import { wholeOf, type Renaming } from '../text/aliases.ts'
import { wordCharacter } from '../text/ports.ts'
import { builtinMasks } from './builtin-masks.ts'

/** Every value that a variable had in the run; none for one that never had any. */
export type Resolve = (name: string) => readonly string[]

/** Does something with a regex and a text, within bounded time; throws when it takes longer. */
export type Ask = <T>(regex: RegExp, text: string, work: () => T) => T

/** A mask's regex took too long; the cause has the details. */
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
  /** Where it finds something; only of an author's pattern. */
  readonly find?: (text: string) => readonly (readonly [start: number, end: number])[]
}

/** An author's rule made ready; undefined when it can find nothing in this run (a variable that never got a value). */
export function compileMask(rule: MaskRule, resolve: Resolve, ask: Ask = atOnce): Mask | undefined {
  const found = patternOf(rule, resolve)
  if (found === undefined) return undefined
  const { pattern, identity, among } = found
  const replaced: Renaming = (text, put) =>
    text.replace(pattern, (match: string) => {
      if (match === '' || among?.has(match) === false) return match
      return identity ? put(rule.as, match) : put(rule.as)
    })
  const bounded = <T>(text: string, work: () => T): T => {
    try {
      return ask(pattern, text, work)
    } catch (error) {
      throw new StuckMask(rule, error)
    }
  }
  const rename: Renaming = (text, put) => bounded(text, () => replaced(text, put))
  if (!('kind' in rule.match)) return { rule, rename }
  const find = (text: string) =>
    bounded(text, () => [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length] as const))
  return { rule, rename, find }
}

const atOnce: Ask = (_regex, _text, work) => work()

interface Pattern {
  readonly pattern: RegExp
  readonly identity: boolean
  /** The only finds that count. */
  readonly among?: ReadonlySet<string>
}

function patternOf({ match }: MaskRule, resolve: Resolve): Pattern | undefined {
  if ('builtin' in match) return builtinMasks[match.builtin]
  if ('variable' in match) return anyOf(resolve(match.variable).filter((value) => value !== ''))
  const literal = match.kind === 'text'
  const source = filled(match.template, resolve, literal)
  if (source === undefined || source === '') return undefined
  const flags = literal ? 'g' : `${match.flags.replace(/[gy]/g, '')}g`
  return { pattern: new RegExp(source, flags), identity: false }
}

const isWord = new RegExp(`^${wordCharacter}+$`, 'u')

/** Any of these values, each as a whole. A repeat may give a variable thousands: words are looked up, not tried one by one. */
function anyOf(values: readonly string[]): Pattern | undefined {
  if (values.length === 0) return undefined
  const others = values.filter((value) => !isWord.test(value))
  const alternatives = others.length === 0 ? [] : [wholeOf(others)]
  if (others.length < values.length) alternatives.push(`${wordCharacter}+`)
  return { pattern: new RegExp(alternatives.join('|'), 'gu'), identity: false, among: new Set(values) }
}

/** A regex source: placeholders go in literally, and so does all of a plain text. A placeholder stands for every value that its name had. */
function filled(template: Template, resolve: Resolve, literal: boolean): string | undefined {
  let source = ''
  for (const part of template.parts) {
    if (typeof part === 'string') {
      source += literal ? escapeRegex(part) : part
      continue
    }
    const values = [...resolve(part.name)].sort((a, b) => b.length - a.length).map(escapeRegex)
    if (values.length === 0) return undefined
    source += values.length === 1 ? values[0] : `(?:${values.join('|')})`
  }
  return source
}
