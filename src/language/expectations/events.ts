import type { Schema } from '../../model/plugin.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { eventNames } from '../../registry/events.ts'
import { eventsAsked } from '../../coercion/names-asked.ts'
import { otherWords } from '../../text/other-words.ts'
import { didYouMean } from '../../text/suggest.ts'
import { kindOf, report } from '../checking.ts'
import type { Checking } from '../checking.ts'

/** Reports events that an actor of this kind never has; a kind that does not list its events may have any. */
export function checkEvents(c: Checking, node: YamlNode, schema: Schema, actor: string): void {
  const events = eventNames(kindOf(c, actor))
  if (events === undefined) return
  for (const { name, span } of eventsAsked(node, schema)) {
    if (events.includes(name)) continue
    const kind = c.actors.get(actor)!.kind
    report(
      c,
      'unknown-event',
      `“${actor}” is of kind ${kind}, which has no event “${name}”`,
      span,
      didYouMean(name, events, 'its events are', c.registry.words),
    )
  }
}

/** The event of an actor's kind that a word stands for, where it stands for one. */
export function eventMeant(c: Checking, word: string, actor: string): string | undefined {
  const events = eventNames(kindOf(c, actor)) ?? []
  if (events.includes(word)) return word
  return otherWords(word, events, c.registry.words)[0]
}
