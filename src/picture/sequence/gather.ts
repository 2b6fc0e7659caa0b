import type { Replay } from '../../model/replay.ts'
import type { Row } from '../../model/transcript.ts'
import { asPrinted } from '../../text/as-printed.ts'
import { Ends } from './ends.ts'
import { meaningOf, type Fact } from './facts.ts'
import type { RemarkKind, SequenceMessage } from './model.ts'
import { actorOf, type Party } from './parties.ts'
import { contentOf, linesOf, type Piece } from './pieces.ts'
import { RowFinder } from './row-finder.ts'

/** What a client prints by itself on the lane of its connection, as one that is a program with a terminal does. */
export type OwnWords = (kind: string, text: string) => boolean

export interface Gathered {
  readonly ends: Ends
  /** What stands at one life line, or across all. */
  readonly remarks: SequenceMessage[]
  /** Of servers, each time that they accepted a connection. */
  readonly accepts: ReadonlyMap<Party, readonly Fact[]>
}

/** Sorts what happened: into the ends of connections, and what an actor did by itself. */
export function gather(replay: Replay, parties: readonly Party[], own: OwnWords): Gathered {
  const gathering = new Gathering(replay, parties, own)
  gathering.recorded()
  for (const [index, row] of replay.transcript.rows.entries()) gathering.row(row, index)
  return gathering
}

class Gathering implements Gathered {
  readonly ends = new Ends()
  readonly remarks: SequenceMessage[] = []
  readonly accepts = new Map<Party, Fact[]>()
  private readonly replay: Replay
  private readonly parties: ReadonlyMap<string, Party>
  private readonly own: OwnWords
  private readonly finder: RowFinder
  private readonly shown = new Set<number>()
  private readonly kinds: ReadonlyMap<string, string>

  constructor(replay: Replay, parties: readonly Party[], own: OwnWords) {
    this.replay = replay
    this.parties = new Map(parties.map((party) => [party.name, party]))
    this.own = own
    this.finder = new RowFinder(replay)
    this.kinds = new Map(replay.transcript.lanes.map(({ lane, kind }) => [lane, kind]))
  }

  /** Bytes and events of a recording, in their order of arrival. */
  recorded(): void {
    const { chunks, events = [] } = this.replay
    const all = [
      ...events.map((event) => ({ event, at: event.at })),
      ...chunks.map((chunk) => ({ chunk, at: chunk.at })),
    ]
    for (const each of all.sort((one, other) => one.at - other.at)) {
      if ('event' in each) this.event(each.event)
      else this.chunk(each.chunk)
    }
  }

  private chunk({ lane, at, direction, stream, bytes }: Replay['chunks'][number]): void {
    const party = this.parties.get(actorOf(lane))
    if (party === undefined || !Ends.isEnd(party, lane)) return
    const piece: Piece = { order: at, at, content: contentOf(bytes), binary: true }
    const row = this.finder.ofData(lane, direction, at, () => linesOf(piece)[0] ?? '')
    const found = row === undefined ? piece : { ...piece, row }
    if (direction === 'sent') this.ends.sent(party, lane, found)
    else this.ends.received(party, lane, found, stream)
  }

  private event({ lane, at, words, teardown }: NonNullable<Replay['events']>[number]): void {
    const party = this.parties.get(actorOf(lane))
    if (party === undefined || teardown === true) return
    const meaning = meaningOf({ words })
    // Only what a diagram knows how to draw: all else has a row where it matters.
    if (meaning === 'other' || meaning === 'signal') return
    const row = this.finder.ofFact(lane, at, words)
    if (row !== undefined) this.shown.add(row)
    this.fact(party, { lane, order: at, at, words, ...(row !== undefined && { row }) })
  }

  private fact(party: Party, fact: Fact): void {
    const meaning = meaningOf(fact)
    if (meaning === 'accept') {
      const before = this.accepts.get(party)
      if (before === undefined) this.accepts.set(party, [fact])
      else before.push(fact)
    } else if (Ends.isEnd(party, fact.lane) && isOfConnection(meaning, party)) this.ends.happened(party, fact)
    else this.remark(party, kindOf(meaning), fact)
  }

  /** A row, unless bytes or an event of the recording have shown the same. */
  row(row: Row, index: number): void {
    const { transcript, times, exact, verdict } = this.replay
    const at = times[index] ?? row.at * 1e6
    const place = { order: exact ? at : index, at, row: index }
    const text = asPrinted(row.text)
    const party = this.parties.get(actorOf(row.lane))
    const isVerdict = verdict !== undefined && verdict.status !== 'passed' && index === transcript.rows.length - 1
    if (isVerdict && row.mark === '*') this.remarks.push({ kind: 'failure', ...at_(party), lines: [text], ...place })
    else if (row.mark === '#' || party === undefined) this.remarks.push({ kind: 'note', lines: [text], ...place })
    else if (this.shown.has(index)) return
    else if (row.mark === '*') this.fact(party, { lane: row.lane, words: text, ...place })
    else if (Ends.isEnd(party, row.lane) && row.mark !== '=' && row.mark !== '!')
      this.data(party, row, { content: text, binary: false, ...place })
    else this.remark(party, printedKinds[row.mark] ?? 'output', { words: text, ...place })
  }

  private data(party: Party, { lane, mark }: Row, piece: Piece & { readonly row: number }): void {
    if (this.replay.exact) return
    const isOwn = mark !== '>' && this.own(this.kinds.get(party.name) ?? '', piece.content)
    if (isOwn) this.remark(party, 'output', { ...piece, words: piece.content })
    else if (mark === '>') this.ends.sent(party, lane, piece)
    else this.ends.received(party, lane, piece)
  }

  private remark({ index }: Party, kind: RemarkKind, { words, order, at, row }: Omit<Fact, 'lane'>): void {
    this.remarks.push({ kind, from: index, to: index, lines: [words], order, at, ...(row !== undefined && { row }) })
  }
}

const printedKinds: Readonly<Record<string, RemarkKind>> = { '>': 'input', '!': 'error' }
const kindOf = (meaning: string): RemarkKind => (meaning === 'exit' || meaning === 'signal' ? meaning : 'event')
const at_ = (party: Party | undefined) => (party === undefined ? {} : { from: party.index, to: party.index })

/** An arrow to or from the other end. Datagrams have no connection. */
const isOfConnection = (meaning: string, { role }: Party): boolean =>
  /^(?:fin|rst)-/.test(meaning) || (meaning === 'connect' && role === 'client')
