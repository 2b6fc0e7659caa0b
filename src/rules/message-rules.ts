import type { Lane } from '../model/actor.ts'
import { decodeText } from '../text/byte-text.ts'
import { Answering, type Wire } from './answering.ts'
import type { Moment, WrittenRule } from './written.ts'
import type { Reply } from './reply.ts'
import { remarks, rulesFor, type RuleSet } from './rule-set.ts'

/** A conversation in messages, such as datagrams, that answers by rules. */
export class MessageRules {
  readonly #lane: Lane
  readonly #answering: Answering | undefined
  readonly #set: RuleSet | undefined

  /** Without rules every message is only passed on. `alone` when no other conversation has the same rules. */
  constructor(set: RuleSet | undefined, lane: Lane, alone: boolean) {
    this.#lane = lane
    this.#set = alone ? set : undefined
    this.#answering = set === undefined ? undefined : new Answering(set, lane)
  }

  /** A message has come: it goes to the lane, and is answered over this wire. */
  received(bytes: Uint8Array, message: 'text' | 'binary', wire: MessageWire): void {
    const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const text = message === 'text' ? decodeText(given, 0, given.length) : undefined
    const applies = wire.ending === true ? undefined : this.#answering?.choose({ bytes: given, text })
    const ignored = applies?.rule.ignore === true
    this.#lane.receive(bytes, ignored ? { message, ignored } : { message })
    if (applies !== undefined) this.#answering?.answer(applies, wireOf(wire))
  }

  /** Something has happened to the connection. */
  happened(moment: Moment, wire: MessageWire): void {
    this.#answering?.happened(moment, wireOf(wire))
  }

  dueIn(): number | undefined {
    return this.#answering?.dueIn()
  }

  /** What a failure report adds to its state. */
  remark(): string | undefined {
    return remarks(this.#answering?.remark(), this.#set?.remark())
  }

  stop(): void {
    this.#answering?.stop()
  }
}

/** What messages are sent over, one by one. */
export interface MessageWire {
  readonly ending?: boolean
  send(content: Uint8Array, type: 'text' | 'binary'): void
  end?(): void
  reset?(): void
}

function wireOf(wire: MessageWire): Wire {
  return {
    get ending() {
      return wire.ending === true
    },
    send(replies: readonly Reply[]) {
      for (const { content, binary } of replies) wire.send(content, binary ? 'binary' : 'text')
    },
    end: () => wire.end?.(),
    reset: () => wire.reset?.(),
  }
}

/** The rules of an actor whose conversations are in messages: one for each of `conversation(lane)`. */
export function messageRules(written: readonly WrittenRule[] | undefined, lane: Lane) {
  const set = written === undefined ? undefined : rulesFor(written, lane)
  return {
    conversation: (own: Lane) => new MessageRules(set, own, own === lane),
    remark: (): string | undefined => set?.remark(),
  }
}
