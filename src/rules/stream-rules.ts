import { Buffer } from 'node:buffer'
import type { Lane } from '../model/actor.ts'
import { decodeText } from '../text/byte-text.ts'
import type { Behaviour, Talk } from '../net/behaviour.ts'
import { LineReader } from '../net/line-reader.ts'
import { Answering, type Applies, type Wire } from './answering.ts'
import type { Unit } from './pattern.ts'
import type { Reply } from './reply.ts'
import type { WrittenRule } from './option.ts'
import type { Deeds } from './deed.ts'
import { remarks, rulesFor, type Rule, type RuleSet } from './rule-set.ts'

/** What is received up to this place of the chunk is one whole, and answered when a rule applies. */
type Take = (next: number, connection: Talk, applies: Applies | undefined) => void

/** What rules make of a connection. */
type ByRules = Pick<
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
function streamRules(set: RuleSet, lane: Lane, halfOpen: boolean): ByRules {
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

/** Passes on what has been received, up to the line that is answered next. */
class Passing {
  /** A line is passed on when it is whole, since one that does not count is not. */
  readonly holds: boolean
  connection: Talk | undefined
  #chunk: Buffer = Buffer.alloc(0)
  #passed = 0
  #held: Buffer[] = []
  /** What waits for a connection that is about to go on in another way. */
  #waiting: Buffer[] | undefined

  constructor(holds: boolean) {
    this.holds = holds
  }

  get diverted(): boolean {
    return this.#waiting !== undefined
  }

  /** What comes from now on is no part of the conversation, and waits. */
  divert(): void {
    this.#waiting ??= this.#held.splice(0)
  }

  /** Takes what has waited; what comes now belongs to the conversation again. */
  rejoin(): Uint8Array {
    const bytes = Buffer.concat(this.#waiting ?? [])
    this.#waiting = undefined
    return bytes
  }

  /** Takes what is no whole line yet. */
  takeHeld(): Uint8Array {
    return Buffer.concat(this.#held.splice(0))
  }

  begin(chunk: Buffer, connection: Talk): void {
    this.#chunk = chunk
    this.#passed = 0
    this.connection = connection
  }

  /** What stands before this place of the chunk. */
  pass(next: number, ignored: boolean): void {
    const bytes = this.#take(next)
    if (bytes.length > 0) this.connection?.receive(bytes, ignored)
  }

  end(): void {
    const rest = this.#chunk.subarray(this.#passed)
    if (rest.length === 0) return
    if (this.#waiting !== undefined) this.#waiting.push(Buffer.from(rest))
    else if (this.holds) this.#held.push(Buffer.from(rest))
    else this.connection?.receive(rest)
  }

  /** No more comes: an unfinished line is passed on as it is. */
  flush(connection: Talk): void {
    this.#chunk = Buffer.alloc(0)
    this.#passed = 0
    const bytes = this.#take(0)
    if (bytes.length > 0) connection.receive(bytes)
  }

  #take(next: number): Buffer {
    const own = this.#chunk.subarray(this.#passed, next)
    this.#passed = next
    if (this.#held.length === 0) return own
    return Buffer.concat([...this.#held.splice(0), own])
  }
}

/** So many bytes that no rule fits are named. */
const shownBytes = 16

/** Cuts bytes without lines by the rules that they fit. */
class ByteReader {
  readonly #answering: Answering
  readonly #passing: Passing
  readonly #take: Take
  /** Bytes that may begin something. */
  #rest: Buffer = Buffer.alloc(0)
  /** The byte before begins nothing, which is noted once for all bytes in a row. */
  #missing = false

  constructor(answering: Answering, passing: Passing, take: Take) {
    this.#answering = answering
    this.#passing = passing
    this.#take = take
  }

  push(chunk: Buffer): void {
    const { connection } = this.#passing
    if (connection === undefined) return
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const before = bytes.length - chunk.length
    let at = 0
    while (at < bytes.length && !connection.ending && !this.#passing.diverted) {
      const found = this.#answering.chooseBytes(bytes.subarray(at))
      if (found === 'more') break
      const length = found?.length ?? 1
      if (found === undefined && !this.#missing) this.#answering.missBytes(bytes.subarray(at, at + shownBytes))
      this.#missing = found === undefined
      at += length
      this.#take(at - before, connection, found)
    }
    this.#rest = Buffer.from(bytes.subarray(at))
  }
}
