import { meaningOf, type Fact } from './facts.ts'
import { actorOf, type Party } from './parties.ts'
import type { Piece } from './pieces.ts'

/** One end of one connection, with what it sent, received and went through. */
export interface End {
  readonly lane: string
  readonly party: Party
  readonly sent: Piece[]
  readonly received: Piece[]
  readonly facts: Fact[]
  /** What it sends is what a proxy received elsewhere: nobody saw it go out. */
  readonly passesOn?: true
}

/** All ends of a conversation: those that opened a connection, those that accepted one, and those of datagrams and lines. */
export class Ends {
  readonly opened: End[] = []
  readonly accepted: End[] = []
  readonly peers: End[] = []
  private readonly byLane = new Map<string, { readonly accepted?: End; opened?: End; readonly peer?: End }>()

  /** Whether rows and bytes of this lane went over a connection, and are no output of a program. */
  static isEnd({ role }: Party, lane: string): boolean {
    return role === 'client' || role === 'peer' || (role !== 'program' && lane !== actorOf(lane))
  }

  received(party: Party, lane: string, piece: Piece, stream?: string): void {
    const { accepted, opened, peer } = this.of(party, lane)
    const through = party.role === 'proxy'
    const [end, other] = through && stream !== undefined ? [opened, accepted] : [accepted ?? opened ?? peer, opened]
    end?.received.push(piece)
    if (through) other?.sent.push(piece)
  }

  sent(party: Party, lane: string, piece: Piece): void {
    const { accepted, opened, peer } = this.of(party, lane)
    ;(accepted ?? opened ?? peer)?.sent.push(piece)
  }

  happened(party: Party, fact: Fact): void {
    const known = this.of(party, fact.lane)
    // A client that connects again is at the end of another connection.
    const again = party.role === 'client' && meaningOf(fact) === 'connect' && known.opened !== undefined
    if (again && !isFresh(known.opened)) this.opened.push((known.opened = newEnd(fact.lane, party)))
    ;(known.accepted ?? known.opened ?? known.peer)?.facts.push(fact)
  }

  private of(party: Party, lane: string): { readonly accepted?: End; opened?: End; readonly peer?: End } {
    let known = this.byLane.get(lane)
    if (known !== undefined) return known
    const end = newEnd(lane, party)
    if (party.role === 'client') this.opened.push(end)
    else if (party.role === 'peer') this.peers.push(end)
    else this.accepted.push(end)
    known = party.role === 'client' ? { opened: end } : party.role === 'peer' ? { peer: end } : { accepted: end }
    if (party.role === 'proxy') {
      const onward: End = { ...newEnd(lane, party), passesOn: true }
      this.opened.push(onward)
      known = { accepted: { ...end, passesOn: true }, opened: onward }
      this.accepted[this.accepted.length - 1] = known.accepted as End
    }
    this.byLane.set(lane, known)
    return known
  }
}

const newEnd = (lane: string, party: Party): End => ({ lane, party, sent: [], received: [], facts: [] })

const isFresh = (end: End | undefined): boolean =>
  end !== undefined && !end.facts.some((fact) => meaningOf(fact) === 'connect')
