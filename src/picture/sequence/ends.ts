import { meaningOf, type ActorEvent } from './events.ts'
import { actorOf, type Participant } from './participants.ts'
import type { Piece } from './pieces.ts'

/** One end of one connection, with what it sent, received and went through. */
export interface End {
  readonly lane: string
  readonly participant: Participant
  readonly sent: Piece[]
  readonly received: Piece[]
  readonly events: ActorEvent[]
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
  static isEnd({ role }: Participant, lane: string): boolean {
    return role === 'client' || role === 'peer' || (role !== 'program' && lane !== actorOf(lane))
  }

  received(participant: Participant, lane: string, piece: Piece, stream?: string): void {
    const { accepted, opened, peer } = this.of(participant, lane)
    const through = participant.role === 'proxy'
    const [end, other] = through && stream !== undefined ? [opened, accepted] : [accepted ?? opened ?? peer, opened]
    end?.received.push(piece)
    if (through) other?.sent.push(piece)
  }

  sent(participant: Participant, lane: string, piece: Piece): void {
    const { accepted, opened, peer } = this.of(participant, lane)
    ;(accepted ?? opened ?? peer)?.sent.push(piece)
  }

  event(participant: Participant, event: ActorEvent): void {
    const known = this.of(participant, event.lane)
    // A client that connects again is at the end of another connection.
    const again = participant.role === 'client' && meaningOf(event) === 'connect' && known.opened !== undefined
    if (again && !isFresh(known.opened)) this.opened.push((known.opened = newEnd(event.lane, participant)))
    ;(known.accepted ?? known.opened ?? known.peer)?.events.push(event)
  }

  private of(participant: Participant, lane: string): { readonly accepted?: End; opened?: End; readonly peer?: End } {
    let known = this.byLane.get(lane)
    if (known !== undefined) return known
    const end = newEnd(lane, participant)
    if (participant.role === 'client') this.opened.push(end)
    else if (participant.role === 'peer') this.peers.push(end)
    else this.accepted.push(end)
    known =
      participant.role === 'client' ? { opened: end } : participant.role === 'peer' ? { peer: end } : { accepted: end }
    if (participant.role === 'proxy') {
      const onward: End = { ...newEnd(lane, participant), passesOn: true }
      this.opened.push(onward)
      known = { accepted: { ...end, passesOn: true }, opened: onward }
      this.accepted[this.accepted.length - 1] = known.accepted as End
    }
    this.byLane.set(lane, known)
    return known
  }
}

const newEnd = (lane: string, participant: Participant): End => ({
  lane,
  participant,
  sent: [],
  received: [],
  events: [],
})

const isFresh = (end: End | undefined): boolean =>
  end !== undefined && !end.events.some((event) => meaningOf(event) === 'connect')
