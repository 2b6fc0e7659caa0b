import type { Message, Target } from '../../model/scenario.ts'
import type { Written } from '../../model/written.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType, oneOrMore } from '../json-schema/by-type.ts'
import { oneKey } from '../json-schema/one-key.ts'
import { described, readEntries, schemasOf } from '../shape.ts'
import type { Shape, ValuesOf } from '../shape.ts'
import { line, messageForms, messageOf } from '../shapes/messages.ts'
import { truth, wholeNumber } from '../shapes/scalars.ts'
import { byActor } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

/** What is said of all that a step sends to an actor: beside the verb, or inside of its one message. */
const beside = {
  times: described(wholeNumber(1), 'sends it so often'),
  quiet: described(truth, 'fails when something unread stands in that lane: the answer came before the question'),
}
const ofSending: ReadonlySet<string> = new Set(Object.keys(beside))

interface Said extends ValuesOf<typeof beside> {
  readonly messages: readonly Message[]
}

const messages: Shape<Said> = {
  schema(registry) {
    const message = {
      scalar: line.schema(registry),
      map: oneKey({
        what: 'a message',
        keys: schemasOf(messageForms, registry),
        beside: schemasOf(beside, registry),
        second: `a message is one of ${Object.keys(messageForms).join(', ')}`,
      }),
    }
    return oneOrMore(byType({ expected: 'a line, or { bytes: … } and the like', ...message }), {
      expected: 'a line, a list of lines, or { bytes: … } and the like',
      ...message,
    })
  },
  read(c, written, verb) {
    const inside = written.type === 'map' ? written.entries.filter(({ key }) => ofSending.has(key)) : []
    for (const { key, keySpan } of inside)
      if (c.state.reading.beside.has(key))
        report(c, 'duplicate-key', `“${key}” stands beside “${verb}” as well`, keySpan, 'keep one of them')
    const messages = messagesIn(c, written, verb)
    return messages.length === 0 ? undefined : { messages, ...readEntries(c, beside, inside) }
  },
}

function messagesIn(c: Checking, written: Written, verb: string): Message[] {
  if (written.type !== 'list') return [messageOf(c, written, verb, ofSending) ?? []].flat()
  for (const item of written.items)
    for (const { key, keySpan } of item.type === 'map' ? item.entries : [])
      if (ofSending.has(key)) {
        const hint = `put it beside “${verb}” for all of them, or make a step of this message`
        report(c, 'unknown-key', `“${key}” is not known for one message of several`, keySpan, hint)
      }
  if (written.items.length === 0)
    report(c, 'nothing-to-do', 'an empty list sends nothing', written.span, 'write a line to send')
  return written.items.flatMap((item) => messageOf(c, item, verb, ofSending) ?? [])
}

/** What a step sends to one actor. */
export interface Send {
  readonly target: Target
  readonly messages: readonly Message[]
  readonly times: number
  /** At rest and nothing unread in that lane, or the step fails. */
  readonly quiet: boolean
}

export const send = defineVerb({
  about: 'sends a line, several lines, or bytes in another form',
  examples: ['send: { client: Hello server }', 'send: { client: { bytes: de ad be ef } }'],
  argument: byActor(messages),
  beside,
  traits: { does: 'acts', needsStarted: true, asksKind: true, ofConnection: true, speaks: true, idles: true },
  step(said, { times = 1, quiet = false }) {
    const sends = said.map(({ target, said }): Send => ({ target, times, quiet, ...said }))
    return sends.length === 0 ? undefined : { sends }
  },
})
