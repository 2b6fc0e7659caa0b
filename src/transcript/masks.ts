import type { MaskRule, Template } from '../model/scenario.ts'
import { escapeRegex } from '../text/regex.ts'
import { wholeOf, type Renaming } from '../text/aliases.ts'
import { wordCharacter } from '../text/ports.ts'
import { whenUsed } from '../text/when-used.ts'
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
  const ofGroup = renamesGroup(rule, pattern)
  const replaced: Renaming = (text, put) =>
    ofGroup
      ? withGroups(text, pattern, () => put(rule.as))
      : text.replace(pattern, (match: string) => {
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
    bounded(text, () =>
      [...text.matchAll(pattern)].flatMap(({ index, 0: { length }, indices }) => {
        if (!ofGroup) return [[index, index + length] as const]
        const group = indices?.[1]
        return group === undefined ? [] : [group]
      }),
    )
  return { rule, rename, find }
}

/** `match: /port (\d+)/, as: <port>`: of a regex with one group a name alone stands for that. */
const renamesGroup = ({ match, as }: MaskRule, pattern: RegExp): boolean =>
  'kind' in match && match.kind === 'regex' && /^<[^<>]+>$/.test(as) && groupsOf(pattern) === 1

/** Each regex matches nothing when nothing is one of its alternatives; its groups are there all the same. */
const groupsOf = ({ source, flags }: RegExp): number =>
  (new RegExp(`${source}|`, flags.replace(/[gy]/g, '')).exec('')?.length ?? 1) - 1

/** The text with something else in the place of each first group. */
function withGroups(text: string, pattern: RegExp, name: () => string): string {
  let result = ''
  let from = 0
  for (const { indices } of text.matchAll(pattern)) {
    const group = indices?.[1]
    if (group === undefined || group[0] === group[1]) continue
    result += text.slice(from, group[0]) + name()
    from = group[1]
  }
  return result + text.slice(from)
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
  const flags = literal ? 'g' : `${match.flags.replace(/[dgy]/g, '')}dg`
  return { pattern: new RegExp(source, flags), identity: false }
}

const wholeWord = whenUsed(() => new RegExp(`^${wordCharacter}+$`, 'u'))

/** Any of these values, each as a whole. A repeat may give a variable thousands: words are looked up, not tried one by one. */
function anyOf(values: readonly string[]): Pattern | undefined {
  if (values.length === 0) return undefined
  const others = values.filter((value) => !wholeWord().test(value))
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
