import type { LaneRole } from '../../model/event.ts'

/** Who sent what to whom, in the order of the conversation: what a message sequence diagram and a dialogue are made from. */
export interface Sequence {
  readonly title: string
  readonly source: string
  readonly recorded: string
  /** True where times are microseconds of a recording, false where they are whole seconds of a transcript. */
  readonly exact: boolean
  readonly actors: readonly SequenceActor[]
  readonly messages: readonly SequenceMessage[]
}

/** A life line: an actor with all its connections, or a whole group. */
export interface SequenceActor {
  readonly name: string
  /** What a person would have typed: `telnet server`. */
  readonly command: string
  readonly role: LaneRole
  /** The size of a group. */
  readonly count?: number
}

/** How an actor is named in pictures and texts: `client × 5` of a group. */
export const shownName = ({ name, count }: Pick<SequenceActor, 'name' | 'count'>): string =>
  count === undefined ? name : `${name} × ${count}`

/** What passes between two actors: bytes, the beginning of a connection, and its end with FIN or RST. */
export type ArrowKind = 'data' | 'connect' | 'fin' | 'rst'
/** What stands at one life line, or, of a note, across all. `input` is typed by the scenario; `output` and `error` a program prints. */
export type RemarkKind = 'input' | 'output' | 'error' | 'event' | 'exit' | 'signal' | 'note' | 'failure'

export interface SequenceMessage {
  readonly kind: ArrowKind | RemarkKind
  /**
   * Indices of actors. Of an arrow, one is absent where it is not known who was there; what stands at a life line has the same twice,
   * and what stands across all has none.
   */
  readonly from?: number
  readonly to?: number
  /** Printable. */
  readonly lines: readonly string[]
  /** Where it stands among all others: the index of a row, or microseconds. */
  readonly order: number
  /** Microseconds since the start: when it was sent, or when it was received where nothing else is known. */
  readonly at: number
  /** When the last of it was received, where both ends were seen in a recording. */
  readonly arrived?: number
  /** Nobody saw it being sent: its pieces are those in which it was received. */
  readonly unseen?: true
  /** In how many pieces it was received, where they are more than one. */
  readonly pieces?: number
  /** How many bytes, or characters, of it were received, where it was not all. */
  readonly cut?: { readonly received: number; readonly of: number }
  /** How many instances of a group did the same in a row. */
  readonly times?: number
  /** `#2`: which connection of the server, where it had more than one. */
  readonly connection?: string
  /** The row of the transcript that shows it. */
  readonly row?: number
}

const arrows: ReadonlySet<string> = new Set<ArrowKind>(['data', 'connect', 'fin', 'rst'])

/** True for what passes between actors. */
export const isArrow = ({ kind }: Pick<SequenceMessage, 'kind'>): boolean => arrows.has(kind)
