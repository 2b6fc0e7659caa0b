import { Buffer } from 'node:buffer'
import type { Lane } from '../model/actor.ts'
import { decodeText } from '../text/byte-text.ts'
import type { Behaviour, Talk } from '../net/behaviour.ts'
import { LineReader } from '../net/line-reader.ts'
import { ByteReader, type Take } from './byte-reader.ts'
import { Answering, type Wire } from './answering.ts'
import type { Unit } from './pattern.ts'
import type { Reply } from './reply.ts'
import type { WrittenRule } from './written.ts'
import type { Deeds } from './deed.ts'
import { Passing } from './passing.ts'
import { remarks, rulesFor, type Rule, type RuleSet } from './rule-set.ts'

/** What rules make of a connection. */
export type ByRules = Pick<
  Behaviour,
  'received' | 'receivedAll' | 'greet' | 'ended' | 'remark' | 'dueIn' | 'gone' | 'upgraded'
>

/** A server whose connections answer by rules; without rules it does nothing by itself. */
export function serverRules(written: readonly WrittenRule[] | undefined, lane: Lane, deeds?: Deeds) {
  const set = written === undefined ? undefined : rulesFor(written, lane, deeds)
  return {
    /** For one of its connections; `halfOpen` when our side stays open behind the peer's end. */
    behave: (own: Lane, halfOpen?: boolean): ByRules =>
      set === undefined ? {} : streamRules(set, own, halfOpen === true),
    remark: (): string | undefined => set?.remark(),
  }
}

/** A client that answers by rules. */
export function clientRules(
  written: readonly WrittenRule[] | undefined,
  lane: Lane,
  halfOpen?: boolean,
  deeds?: Deeds,
): ByRules {
  if (written === undefined) return {}
  const set = rulesFor(written, lane, deeds)
  const ruled = streamRules(set, lane, halfOpen === true)
  return { ...ruled, remark: () => remarks(ruled.remark?.(), set.remark()) }
}

/**
 * A connection that answers what it receives by rules: each line as its framing cuts them, or bytes where it has none. The reply's
 * row stands right behind what it answers, wherever TCP has cut the stream.
 */
export function streamRules(set: RuleSet, lane: Lane, halfOpen: boolean): ByRules {
  const answering = new Answering(set, lane)
  const passing = new Passing(set.ignores)
  const { framer } = lane
  const act = (connection: Talk, { index, deed }: Rule): void => {
    if (deed === undefined) return
    passing.divert()
    deed.deed
      .run(connection, deed.wanted, () => passing.rejoin())
      .catch((error: unknown) => lane.failed(error, ['rules', index, deed.name]))
  }
  const take: Take = (next, connection, applies) => {
    if (applies !== undefined || passing.holds) passing.pass(next, applies?.rule.ignore === true)
    if (applies?.rule.deed !== undefined) passing.divert()
    if (applies !== undefined) answering.answer(applies, wireOf(connection, act))
  }
  let mayLeave = true
  /** The peer goes on in another way already: no rule is asked until the connection does, too. */
  let left = false
  const onLine = (bytes: Buffer, next: number): void => {
    const { connection } = passing
    if (mayLeave && set.leaves(bytes)) left = true
    if (connection !== undefined && !passing.diverted && !left)
      take(next, connection, connection.ending ? undefined : answering.choose(unitOf(bytes)))
  }
  const newCutter = () =>
    framer.shows === 'bytes'
      ? new ByteReader(answering, passing, take)
      : new LineReader(framer, (_, next, bytes) => onLine(bytes, next))
  let cutter = newCutter()
  return {
    received(chunk, connection) {
      passing.begin(chunk, connection)
      if (!passing.diverted && !left) cutter.push(chunk)
      passing.end()
    },
    receivedAll(connection) {
      passing.flush(connection)
    },
    upgraded() {
      cutter = newCutter()
      answering.forget()
      mayLeave = left = false
      return passing.takeHeld()
    },
    greet: (connection) => answering.happened('connect', wireOf(connection, act)),
    ended(connection) {
      answering.happened('end', wireOf(connection, act))
      if (!halfOpen) answering.afterwards(() => connection.endAlong())
      return true
    },
    remark: () => answering.remark(),
    dueIn: () => answering.dueIn(),
    gone: () => answering.stop(),
  }
}

/** A line of its own: the reader's bytes hold only until the next chunk. */
function unitOf(line: Buffer): Unit {
  const bytes = Buffer.from(line)
  return { bytes, text: decodeText(bytes, 0, bytes.length) }
}

function wireOf(connection: Talk, act: (connection: Talk, rule: Rule) => void): Wire {
  const { framer } = connection.lane
  const encoded = ({ content, line, binary }: Reply): Uint8Array =>
    connection.encode(line ? framer.encode(content) : content, binary ? 'binary' : 'text')
  return {
    get ending() {
      return connection.ending
    },
    send: (replies) => void connection.write(Buffer.concat(replies.map(encoded))),
    end: () => connection.endAlong(),
    reset: () => connection.resetAlong(),
    act: (rule) => act(connection, rule),
  }
}
