import { own } from '../../text/own.ts'
import { didYouMean } from '../../text/suggest.ts'
import type { Checking, WrittenVerb } from '../checking.ts'
import { actorOptions } from '../actors/options.ts'
import { besideMatcher, isMessage } from '../shapes/no-such-actor.ts'

/** What to write instead of a key beside a verb: a word like it that can stand there, or the same word in its own place. */
export const hintBeside = (
  c: Checking,
  key: string,
  verb: WrittenVerb | undefined,
  possible: readonly string[],
): string | undefined =>
  own(verb?.inside ?? {}, key) ??
  didYouMean(key, possible, undefined, c.registry.words) ??
  placeOf(c, key, verb) ??
  didYouMean(key, possible, 'it knows') ??
  'take it out: nothing stands beside this verb'

/** Where a word stands that is no modifier of this verb. */
function placeOf(c: Checking, key: string, verb: WrittenVerb | undefined): string | undefined {
  if (verb?.traits.expects === true && c.grammar.ofMatchers.has(key)) return besideMatcher(key)
  const verbs = [...c.grammar.verbs].flatMap(([name, { beside }]) => (Object.hasOwn(beside, key) ? [name] : []))
  if (verbs.length > 0) return `“${key}” stands beside “${verbs.join('” or “')}”`
  if (Object.hasOwn(actorOptions, key)) return `“${key}” is an option of an actor`
  return c.grammar.top.has(key) ? `“${key}” stands at the top of the scenario` : undefined
}

/** What to write instead of a word in the place of a verb that is a matcher or a form of a message. */
export function hintForVerb(c: Checking, word: string): string | undefined {
  const actor = [...c.actorNames].at(-1) ?? 'client'
  if (c.registry.matchers.has(word)) return `write “expect: { ${actor}: { ${word}: … } }”`
  if (isMessage(c, word)) return `write “send: { ${actor}: { ${word}: … } }”`
  return undefined
}
