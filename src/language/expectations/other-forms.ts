import { didYouMean } from '../../text/suggest.ts'
import { keysOf } from '../../coercion/argument.ts'
import { kindOf, type Checking } from '../checking.ts'
import { eventMeant } from './events.ts'

/** For words that other tools have in the place of a matcher, and that have another form here. */
const matchers: Readonly<Record<string, string>> = {
  and: 'make a list: its expectations are met in this order',
  'starts-with': 'write a regex: /^text/',
  'ends-with': 'write a regex: /text$/',
  delay: 'met no sooner than this is “after” beside a matcher',
}

/** The same in the place of a modifier. */
const ignoringCase = 'write a regex with the flag i: /text/i'
const modifiers: Readonly<Record<string, string>> = {
  'ignore-case': ignoringCase,
  ignoreCase: ignoringCase,
  'case-insensitive': ignoringCase,
  nocase: ignoringCase,
  icase: ignoringCase,
  flags: 'flags stand behind the slash: /text/i',
  not: 'write it before this expectation, in a list: [{ not: … }, …]; a line that must not come first is “without” beside a matcher',
  until: 'write “until: idle” beside “expect”',
  for: '“for” belongs to what must not come: { not: …, for: 200ms }',
  'at-most': 'exactly so often is “times”; what must not come is an expectation { not: … }',
}

const own = (table: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined

/** What to write instead of a key that is no matcher. */
export function hintForMatcher(c: Checking, word: string, actor: string): string {
  const event = eventMeant(c, word, actor)
  const all = [...c.registry.matchers.keys()]
  return (
    own(matchers, word) ??
    formInside(c, word, actor) ??
    (event === undefined ? undefined : `did you mean { event: ${event} }?`) ??
    didYouMean(word, all, undefined, c.registry.words) ??
    `matchers: ${all.join(', ')}; if “${word}: ” belongs to the text, quote all of it`
  )
}

/** A part of what a matcher takes, or a fact, in the place of a matcher. */
function formInside(c: Checking, word: string, actor: string): string | undefined {
  for (const [name, { value }] of c.registry.matchers)
    if (keysOf(value.wanted)?.has(word) === true && value.nests !== 'unwanted')
      return `write { ${name}: { ${word}: … } }`
  const isFact = kindOf(c, actor)?.facts.includes(word) === true
  return isFact ? `“${word}” is a fact: write “check: { ${actor}: { ${word}: … } }”` : undefined
}

/** Keys that no matcher has as a part, lest they be taken for one. */
export const neverParts: readonly string[] = Object.keys(modifiers)

/** What to write instead of a key beside a matcher, where another form means the same. */
export const hintForKey = (word: string): string | undefined => own(modifiers, word)
