import type { Message, Target } from '../../model/scenario.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType, oneOrMore } from '../json-schema/by-type.ts'
import { oneKey } from '../json-schema/one-key.ts'
import { described, readEntries, schemasOf } from '../shape.ts'
import type { ActorShape, ValuesOf } from '../shape.ts'
import { line, messageOf, messageSchemas } from '../shapes/messages.ts'
import { truth, wholeNumber } from '../shapes/scalars.ts'
import { byActor } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

/** What applies to all that a step sends to an actor: beside the verb, or inside of its one message. */
const beside = {
  times: described(wholeNumber(1), 'sends it so often'),
  quiet: described(truth, 'fails when something unread stands in that lane: the answer came before the question'),
  apart: described(truth, 'writes each message when the one before has been read, so that it comes by itself'),
}
const ofSending: ReadonlySet<string> = new Set(Object.keys(beside))

interface Output extends ValuesOf<typeof beside> {
  readonly messages: readonly Message[]
}

const messages: ActorShape<Output> = {
  schema(registry) {
    const keys = messageSchemas(registry)
    const message = {
      scalar: line.schema(registry),
      map: oneKey({
        what: 'a message',
        keys,
        beside: schemasOf(beside, registry),
        second: `a message is one of ${Object.keys(keys).join(', ')}`,
      }),
    }
    return oneOrMore(byType({ expected: 'a line, or { bytes: … } and the like', ...message }), {
      expected: 'a line, a list of lines, or { bytes: … } and the like',
      ...message,
    })
  },
  read(c, node, verb, target) {
    const inside = node.type === 'map' ? node.entries.filter(({ key }) => ofSending.has(key)) : []
    for (const { key, keySpan } of inside)
      if (c.state.reading.beside.has(key))
        report(c, 'duplicate-key', `“${key}” stands beside “${verb}” as well`, keySpan, 'keep one of them')
    const messages = messagesIn(c, node, verb, target)
    return messages.length === 0 ? undefined : { messages, ...readEntries(c, beside, inside) }
  },
}

function messagesIn(c: Checking, node: YamlNode, verb: string, target: Target): Message[] {
  if (node.type !== 'list') return [messageOf(c, node, verb, target, ofSending) ?? []].flat()
  for (const item of node.items)
    for (const { key, keySpan } of item.type === 'map' ? item.entries : [])
      if (ofSending.has(key)) {
        const hint = `put it beside “${verb}” for all of them, or make a step of this message`
        report(c, 'unknown-key', `“${key}” is not known for one message of several`, keySpan, hint)
      }
  if (node.items.length === 0)
    report(c, 'nothing-to-do', 'an empty list sends nothing', node.span, 'write a line to send')
  return node.items.flatMap((item) => messageOf(c, item, verb, target, ofSending) ?? [])
}

/** What a step sends to one actor. */
export interface Send {
  readonly target: Target
  readonly messages: readonly Message[]
  readonly times: number
  /** The lane is idle and has no unread output, or the step fails. */
  readonly quiet: boolean
  /** Each message reaches its receiver by itself. */
  readonly apart: boolean
}

export const send = defineVerb({
  about: 'sends a line, several lines, or bytes in another form',
  examples: ['send: { client: Hello server }', 'send: { client: { bytes: de ad be ef } }'],
  argument: byActor(messages),
  beside,
  traits: { does: 'acts', needsStarted: true, asksKind: true, ofConnection: true, speaks: true, idles: true },
  step(parts, { times = 1, quiet = false, apart = false }) {
    const sends = parts.map(({ target, part }): Send => ({ target, times, quiet, apart, ...part }))
    return sends.length === 0 ? undefined : { sends }
  },
})
