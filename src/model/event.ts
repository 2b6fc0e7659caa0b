import type { StyledRun, TerminalSize } from './screen.ts'

/**
 * The events of a run, in order of arrival. `at` is microseconds since the scenario's start.
 * The recording keeps every event; the transcript is made of the rows alone (docs/transcripts.md).
 */
export type Event =
  | {
      readonly type: 'begun'
      readonly at: 0
      readonly scenario: string
      readonly file: string
      readonly wall: string
      readonly lanes: readonly LaneInfo[]
    }
  | {
      readonly type: 'received'
      readonly at: number
      readonly lane: string
      readonly stream?: string
      readonly bytes: Uint8Array
    }
  | {
      readonly type: 'sent'
      readonly at: number
      readonly lane: string
      readonly bytes: Uint8Array
      readonly times?: number
    }
  /** What a program wrote to its terminal, as it came: with its escape sequences, and what was typed where the terminal echoes it. */
  | { readonly type: 'terminal'; readonly at: number; readonly lane: string; readonly bytes: Uint8Array }
  | ({ readonly type: 'terminal-size'; readonly at: number; readonly lane: string } & TerminalSize)
  | { readonly type: 'printed'; readonly at: number; readonly lane: string; readonly line: string }
  | {
      readonly type: 'event'
      readonly at: number
      readonly lane: string
      readonly name: string
      readonly words: string
      readonly teardown?: true
    }
  | {
      readonly type: 'step'
      readonly at: number
      readonly index: number
      readonly line: number
      readonly verb: string
      /** Where it is written, as it is shown; absent for the scenario's own file. */
      readonly file?: string
    }
  | { readonly type: 'row'; readonly at: number; readonly row: RawRow }
  | {
      readonly type: 'verdict'
      readonly at: number
      readonly status: Status
      readonly message?: string
      /** Of a failure: whose it is, the line that it points at (from 1), and the verb of its step. */
      readonly lane?: string
      readonly line?: number
      readonly verb?: string
      /** Of one run among several: rows of which the transcript has another text. */
      readonly named?: readonly NamedRow[]
    }

/** Something that a program wrote to its terminal, or the size that this has from now on. */
export type TerminalEvent = Extract<Event, { type: 'terminal' | 'terminal-size' }>
export const isOfTerminal = (event: Event): event is TerminalEvent =>
  event.type === 'terminal' || event.type === 'terminal-size'

export type Status = 'passed' | 'failed' | 'broken' | 'skipped'

/** A row of a recording by its lane, its time and its text, and the text that the transcript has of it: masked, with names of ports. */
export interface NamedRow {
  readonly lane: string
  readonly at: number
  readonly text: string
  readonly shown: string
}

/** One row of the scenario as the run makes it, before names are made stable and text printable. */
export interface RawRow {
  readonly lane: string
  readonly mark: Mark
  readonly text: string | Uint8Array
  /** Microseconds since the start: when it was received, not when its row was made. */
  readonly at: number
  /** The step that it belongs to: its index in the run's order, -1 for unmatched output. */
  readonly step: number
  /** Where values of variables stand that the step itself took or sent, in units of `text`, in order; only of those that masks name. */
  readonly places?: readonly Place[]
  /** How a row of a screen looks, for pictures. */
  readonly styles?: readonly StyledRun[]
  /** Which instance of the group on this lane; what the instances have in common is written once. */
  readonly instance?: number
  /** A line that `rows: taken` leaves out of the transcript; the recording has it for who looks into a failed run. */
  readonly dropped?: true
  /** Something out of band, which has a row only where the run failed. */
  readonly outOfBand?: true
  /** Of a line that stands at the end, whenever it came (`rows: sorted`), or nowhere (`rows: taken`): so many rows of its lane, and so many such lines, came before. */
  readonly follows?: { readonly rows: number; readonly lines: number }
  /** How a run that failed ended: no step has it, and nobody sent it. */
  readonly verdict?: true
  /** Lines left out because the lane printed very much (`transcript: { lines }`). */
  readonly omitted?: { readonly lines: number; readonly bytes: number; readonly sha256: string }
}

/** A variable's value at [start, end) of a row's text or bytes. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly name: string
}

/** The name of a byte that an expectation leaves open, as it is written there. */
export const anyByte = '??'

/** `|` received, `~` an unfinished line, `!` on stderr, `>` sent, `*` something happened, `=` a row of a screen, `#` a note. */
export type Mark = '|' | '~' | '!' | '>' | '*' | '=' | '#'

export type LaneRole = 'server' | 'client' | 'program' | 'proxy' | 'peer'

/** What a picture needs to know about a lane. */
export interface LaneInfo {
  readonly lane: string
  readonly kind: string
  /** One line that stands on top of its pane, such as `telnet server` or `node echo.js`. */
  readonly command: string
  readonly count?: number
  /** What its actor is to others, and their names, in the order in which its options refer to them. Recordings have both, transcripts neither. */
  readonly role?: LaneRole
  readonly to?: readonly string[]
  /** Escape sequences stay in the rows of its actor. */
  readonly ansi?: 'keep'
}

/** A volatile text and the name that stands for it in transcripts: ('43121', 'server.port') is written <server.port>. */
export interface Alias {
  readonly volatile: string
  readonly name: string
  /** A process id that no step has asked for: only the runner's own words can hold it, and a 15 anywhere else is another 15. */
  readonly unasked?: true
}

/** Numbers of processes are short, so that they are renamed only where nothing else can be meant. */
export const isPid = ({ name }: Alias): boolean => /(?:^|\.)pid$/.test(name)
