import type { Chunk, Replay, ReplayEvent } from '../../model/replay.ts'
import type { Row } from '../../model/transcript.ts'
import { asPrinted } from '../../text/as-printed.ts'
import { arrivals } from './arrivals.ts'
import { Ends } from './ends.ts'
import { meaningOf, type ActorEvent } from './events.ts'
import type { RemarkKind, SequenceMessage } from './model.ts'
import { actorOf, type Participant } from './participants.ts'
import { contentOf, linesOf, type Piece } from './pieces.ts'
import { RowFinder } from './row-finder.ts'

/** What a client prints by itself on the lane of its connection, as one that is a program with a terminal does. */
export type OwnWords = (kind: string, text: string) => boolean

export interface Gathered {
  readonly ends: Ends
  /** What stands at one life line, or across all. */
  readonly remarks: SequenceMessage[]
  /** Of servers, each time that they accepted a connection. */
  readonly accepts: ReadonlyMap<Participant, readonly ActorEvent[]>
}

/** Sorts bytes, events and rows into the ends of connections, and into what an actor did by itself. */
export function gather(replay: Replay, participants: readonly Participant[], own: OwnWords): Gathered {
  const gathering = new Gathering(replay, participants, own)
  gathering.recorded()
  for (const [index, row] of replay.transcript.rows.entries()) gathering.row(row, index)
  return gathering
}

class Gathering implements Gathered {
  readonly ends = new Ends()
  readonly remarks: SequenceMessage[] = []
  readonly accepts = new Map<Participant, ActorEvent[]>()
  private readonly replay: Replay
  private readonly participants: ReadonlyMap<string, Participant>
  private readonly own: OwnWords
  private readonly finder: RowFinder
  private readonly shown = new Set<number>()
  private readonly kinds: ReadonlyMap<string, string>

  constructor(replay: Replay, participants: readonly Participant[], own: OwnWords) {
    this.replay = replay
    this.participants = new Map(participants.map((participant) => [participant.name, participant]))
    this.own = own
    this.finder = new RowFinder(replay)
    this.kinds = new Map(replay.transcript.lanes.map(({ lane, kind }) => [lane, kind]))
  }

  /** Bytes and events of a recording, in their order of arrival. */
  recorded(): void {
    for (const { order, event, chunk } of arrivals(this.replay)) {
      if (event !== undefined) this.recordedEvent(event, order)
      if (chunk !== undefined) this.chunk(chunk, order)
    }
  }

  private chunk({ lane, at, direction, stream, bytes }: Chunk, order: number): void {
    const participant = this.participants.get(actorOf(lane))
    if (participant === undefined || !Ends.isEnd(participant, lane)) return
    const piece: Piece = { order, at, content: contentOf(bytes), binary: true }
    const row = this.finder.ofData(lane, direction, at, () => linesOf(piece)[0] ?? '')
    const found = row === undefined ? piece : { ...piece, row }
    if (direction === 'sent') this.ends.sent(participant, lane, found)
    else this.ends.received(participant, lane, found, stream)
  }

  private recordedEvent({ lane, at, words, teardown }: ReplayEvent, order: number): void {
    const participant = this.participants.get(actorOf(lane))
    if (participant === undefined || teardown === true) return
    const meaning = meaningOf({ words })
    // Only what a diagram knows how to draw: all else has a row where it matters.
    if (meaning === 'other' || meaning === 'signal') return
    const row = this.finder.ofEvent(lane, at, words)
    if (row !== undefined) this.shown.add(row)
    this.event(participant, { lane, order, at, words, ...(row !== undefined && { row }) })
  }

  private event(participant: Participant, event: ActorEvent): void {
    const meaning = meaningOf(event)
    if (meaning === 'accept') {
      const before = this.accepts.get(participant)
      if (before === undefined) this.accepts.set(participant, [event])
      else before.push(event)
    } else if (Ends.isEnd(participant, event.lane) && isOfConnection(meaning, participant))
      this.ends.event(participant, event)
    else this.remark(participant, kindOf(meaning), event)
  }

  /** A row, unless bytes or an event of the recording have shown the same. */
  row(row: Row, index: number): void {
    const { transcript, times, exact, verdict } = this.replay
    const at = times[index] ?? row.at * 1e6
    const place = { order: exact ? at : index, at, row: index }
    const text = asPrinted(row.text)
    const participant = this.participants.get(actorOf(row.lane))
    const isVerdict = verdict !== undefined && verdict.status !== 'passed' && index === transcript.rows.length - 1
    if (isVerdict && row.mark === '*')
      this.remarks.push({ kind: 'failure', ...lifeLine(participant), lines: [text], ...place })
    else if (row.mark === '#' || participant === undefined) this.remarks.push({ kind: 'note', lines: [text], ...place })
    else if (this.shown.has(index)) return
    else if (row.mark === '*') this.event(participant, { lane: row.lane, words: text, ...place })
    else if (Ends.isEnd(participant, row.lane) && row.mark !== '=' && row.mark !== '!')
      this.data(participant, row, { content: text, binary: false, ...place })
    else this.remark(participant, printedKinds[row.mark] ?? 'output', { words: text, ...place })
  }

  private data(participant: Participant, { lane, mark }: Row, piece: Piece & { readonly row: number }): void {
    if (this.replay.exact) return
    const isOwn = mark !== '>' && this.own(this.kinds.get(participant.name) ?? '', piece.content)
    if (isOwn) this.remark(participant, 'output', { ...piece, words: piece.content })
    else if (mark === '>') this.ends.sent(participant, lane, piece)
    else this.ends.received(participant, lane, piece)
  }

  private remark({ index }: Participant, kind: RemarkKind, { words, order, at, row }: Omit<ActorEvent, 'lane'>): void {
    this.remarks.push({ kind, from: index, to: index, lines: [words], order, at, ...(row !== undefined && { row }) })
  }
}

const printedKinds: Readonly<Record<string, RemarkKind>> = { '>': 'input', '!': 'error' }
const kindOf = (meaning: string): RemarkKind => (meaning === 'exit' || meaning === 'signal' ? meaning : 'event')
const lifeLine = (participant: Participant | undefined) =>
  participant === undefined ? {} : { from: participant.index, to: participant.index }

/** An arrow to or from the other end. Datagrams have no connection. */
const isOfConnection = (meaning: string, { role }: Participant): boolean =>
  /^(?:fin|rst)-/.test(meaning) || (meaning === 'connect' && role === 'client')
