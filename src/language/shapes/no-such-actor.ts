import type { Span } from '../../model/span.ts'
import { report, unknownActor } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { messageForms, ownForms } from './messages.ts'

/** Reports a key in the place of an actor: a word of the language that stands elsewhere, or a name that nobody has. */
export function noSuchActor(c: Checking, name: string, actor: string, span: Span): void {
  const hint = placeOf(c, actor) ?? connectionMeant(c, name)
  if (hint === undefined) unknownActor(c, actor === '' ? name : actor, span)
  else report(c, 'unknown-actor', `no actor is called “${actor}”`, span, hint)
}

/** What to write instead of a modifier of a matcher that stands too far outside. */
export const besideMatcher = (key: string): string => `write it beside what is expected: { text: …, ${key}: … }`

/** Where a word of the language stands that is easily written inside the braces of a verb. */
function placeOf(c: Checking, word: string): string | undefined {
  const { verb = '' } = c.state.reading
  const written = c.grammar.verbs.get(verb)
  const expects = written?.traits.expects === true
  const isBeside = written !== undefined && Object.hasOwn(written.beside, word)
  if (expects && !isBeside && c.grammar.ofMatchers.has(word)) return besideMatcher(word)
  if (c.grammar.beside.has(word)) return `“${word}” stands beside the verb, on a line of its own`
  if ((expects && c.registry.matchers.has(word)) || (verb === 'send' && isMessage(c, word)))
    return `the actor stands before it: “${verb}: { ${[...c.actorNames].at(-1) ?? 'client'}: { ${word}: … } }”`
  return isVerb(c, word) ? `“${word}” is a verb: make a step of it, with a “- ” before it` : undefined
}

export const isMessage = (c: Checking, word: string): boolean =>
  Object.hasOwn(messageForms, word) || ownForms(c.registry).some(({ name }) => name === word)

const isVerb = (c: Checking, word: string): boolean =>
  c.grammar.verbs.has(word) ||
  [...c.registry.kinds.values()].some(({ value }) => Object.hasOwn(value.verbs ?? {}, word))

/** `server.latest`, `server[1]` and the like: other tools write a part of an actor so. */
function connectionMeant(c: Checking, name: string): string | undefined {
  const [, actor, part] = /^([^.:/[\]]+)[.:/[](\w+)\]?$/.exec(name) ?? []
  return actor !== undefined && c.actorNames.has(actor) ? `did you mean “${actor}#${part}”?` : undefined
}
