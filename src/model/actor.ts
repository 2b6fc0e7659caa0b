import type { Framer } from './framer.ts'
import type { Problem } from './problem.ts'
import type { Received } from './received.ts'
import type { Screen, TerminalSize, TerminalSpectator } from './screen.ts'

export type FactValue = string | number | boolean | null
/** Facts may nest one level: `address.family`. */
export type Facts = Readonly<Record<string, FactValue | Readonly<Record<string, FactValue>>>>

/** An option that names another actor is handed to the kind as this. */
export interface ActorReference {
  readonly name: string
  /** As they are when the referring actor starts. */
  readonly facts: Facts
  /** Where its address cannot be known: what to do about it (`traits`). */
  readonly unreachable?: string
}

/** What a kind hands back for one life of an actor, or for one accepted connection. */
export interface Actor {
  facts(): Facts
  /** What a message of a step becomes on the wire; as it is when absent. `send` gets what this answers. */
  encode?(bytes: Uint8Array, type: 'text' | 'binary'): Uint8Array
  /** Queues the bytes, `times` over, without waiting for the peer; the actor minds back-pressure itself. */
  send?(bytes: Uint8Array, how: { readonly times: number; readonly type?: 'text' | 'binary' }): void
  /** Ends our side of the stream (FIN, end of standard input); resolves when it has been sent. */
  end?(): Promise<void> | void
  /** Leaves the way its user would make it; resolves when it has left. */
  exit?(): Promise<void>
  /** Reads out unless paused, sends FIN, and is closed; a server stops listening. Nothing to do when it has ended already. */
  close?(): Promise<void>
  /** Sends RST. The core has waited until what was sent before has been received. */
  reset?(): Promise<void> | void
  signal?(name: string, how: { readonly group: boolean }): void
  /** At once, or when exactly so many bytes more have been read (`pausesAfter` of the kind). */
  pause?(how?: { readonly after?: number }): void
  /** How many bytes it still reads before such a pause; undefined when none is to come. */
  pausesIn?(): number | undefined
  resume?(): void
  /** Changes an option of a running socket; a string is the reason why it cannot. */
  set?(option: string, value: unknown): string | void | Promise<string | void>
  /** True while it has unsent or unread bytes, so that nothing is idle. Its own timers are in `dueIn`. */
  busy?(): boolean
  /**
   * Milliseconds until the next timer of its own makes it do something that others see; undefined while there is none. One that is due
   * within `limits.idle` is waited for, as a program's is.
   */
  dueIn?(): number | undefined
  /** How much of a stream has gone over the wire on this side; where it is missing, only the kernel knows what is on its way. */
  traffic?(): Traffic
  /** True for one that sends without a connection, as a datagram socket does: no peer accepts it, and no end of it reaches its peer. */
  readonly connectionless?: boolean
  /** True while it reads nothing from its socket, by a step or by an option (`pauseOnConnect`): what its peer wrote is idle then. */
  readonly paused?: boolean
  /** Milliseconds it asks for to stop by itself, when it wants another time than it is given. */
  readonly grace?: number
  /** True for a terminal: before something is typed, all must be idle. */
  readonly typed?: boolean
  /** Process ids whose threads must sleep before all is idle; a program and its descendants. */
  processes?(): readonly number[]
  /**
   * A step expects this event, which has not come yet; asked whenever that step looks for it. For events that are seen only by looking
   * (that a program waits for input): the actor looks from now until it sees it, and then reports it.
   */
  look?(event: string): void
  /**
   * A step expects something of what its screen shows: from now on the actor looks until its program is idle, and then calls the lane's
   * `shows` once. `seen` is the screen that the step has looked at in vain: then only a change is of interest, or the end.
   */
  watchScreen?(seen: Screen | undefined): void
  /** What its screen shows now, idle or not, for failure reports; undefined while there is none. */
  screen?(): Screen | undefined
  /** The private modes (DECSET) that its program has turned on at its terminal, of those that change what a terminal sends or its cursor. */
  modesOfTerminal?(): ReadonlySet<number>
  /** The two ends of its stream, such as `tcp:127.0.0.1:9000`; what one calls local its peer calls remote. */
  readonly ends?: { readonly local?: string; readonly remote?: string }
  /** For a connection that is handed on, as a proxy's: the two ends of the one that was made for it, once it is there. */
  readonly onward?: { readonly local?: string; readonly remote?: string } | undefined
  /**
   * For a server whose callers become connections only after a handshake: true when it has accepted one from this end who has not
   * sent anything yet. A client that does not begin the handshake by itself is connected then.
   */
  hasCaller?(remote: string | undefined): boolean
  /** For such a server: the far end of each caller that it has accepted and that has not done, or failed, its handshake. */
  handshaking?(): readonly (string | undefined)[]
  /** One short phrase for failure reports: `listening on localhost:9000`, `connected`, `exited 1`. */
  state(): string
  /**
   * Takes everything down within `grace` milliseconds, politely first. Never rejects for what it finds already gone.
   * Resolves with a problem when something had to be forced or was left behind.
   */
  stop(how: { readonly grace: number }): Promise<Problem | void>
}

/** What has gone over the wire on one side of a stream. What is `written` here and `read` there has arrived. */
export interface Traffic {
  /** Bytes that have come from the peer. */
  readonly read: number
  /** Bytes that were given to the peer, those in a queue of the actor's own among them. */
  readonly written: number
  /** How many of them wait in the actor's own queue. */
  readonly queued?: number
  /** Its own end has left, or is about to: a FIN, an RST. */
  readonly ended?: boolean
}

/** An actor's lane, as its kind sees it: all input and output of the actor goes here from its first byte. */
export interface Lane {
  /** The actor's own name, for messages. */
  readonly name: string
  /** Bytes from the peer. A `message` is a whole line by itself (datagrams, WebSocket). */
  receive(bytes: Uint8Array, how?: Received): void
  /**
   * A line of the actor's own output. `of` names what has just happened out of band and is stated by it (`connection`): a step that expects
   * the line has expected that.
   */
  print(line: string, how?: { readonly of?: string }): void
  event(event: LaneEvent): void
  /** What the actor's screen shows while its program is idle; see `watchScreen`. */
  shows?(screen: Screen): void
  /** True when a step of the scenario looks at the actor's screen: only then it needs to know what stands there. */
  isWatched?(): boolean
  /** The size of a program's terminal, and what is written to it, before what is received of that. Only the recording has it. */
  terminal?(written: Uint8Array | TerminalSize): void
  /** Who sits in front of the terminal of this program, in a run by hand. */
  readonly spectator?: TerminalSpectator
  /** Resolves with true when everything is idle, as before a step that waits for that; with false when `signal` is aborted before. */
  idle?(signal: AbortSignal): Promise<boolean>
  /**
   * A rule of the actor's own answered with this text, or these bytes: it stands as sent, right behind what caused it. `open` are the
   * parts whose bytes may be any, since it has them from the peer: the row has `??` for each of these bytes.
   */
  replied(shown: string | Uint8Array, open?: readonly OpenPart[]): void
  /** A rule of the actor's own has applied, at this path of its options; a failure names those that never end. */
  applied?(at: readonly (string | number)[], name: string): void
  /** What the actor sends by itself, without a step: it stands in the recording. */
  sent(bytes: Uint8Array): void
  /** The framing of this lane, as its author chose it (`framing`, `eol`): for what the actor cuts, answers and greets with by itself. */
  readonly framer: Framer
  /** It cannot go on, as with a `RegexTooSlow`: the scenario fails with this error, at the option of this path or at the present step. */
  failed(error: unknown, at?: readonly (string | number)[]): void
  /** Groups of processes that must not outlive the runner, whatever happens to it; with a mark, also what bears it outside the group. */
  readonly guard?: { addGroup(pid: number, tag?: string): void; removeGroup(pid: number): void }
  /** A server's next caller: the core names and numbers it and returns its lane. `build` receives that lane. */
  accept(build: (lane: Lane) => Actor): Lane
  /** What `start` waits for: the failure of a start that is not done at its deadline has it. */
  awaits?(readiness: Readiness): void
  /**
   * Who listens there now besides this actor, in words: an actor of the run, or a program with its process id; nothing when no process
   * does, or the system does not show it.
   */
  holders?(place: { readonly port: number } | { readonly udp: number } | { readonly path: string }): readonly string[]
  /** What of it is strict besides its lane, by the names that its kind has for it (`strictAbout`). */
  readonly strict?: ReadonlySet<string>
  /** True when a step of the scenario sends something to this actor, or ends its input. */
  readonly isSentTo: boolean
  /** Names a text that differs from run to run: alias('43121', 'port') is written <server.port>. */
  alias(volatile: string | number, fact: string): void
  /** Aborted when the run is over or interrupted. */
  readonly signal: AbortSignal
  /** Calls `end` when `signal` is aborted, or at once, unless what it answers is called before: for one wait it costs far less. */
  whenOver?(end: () => void): () => void
  /** The run, as the key for what its actors share: it lives as long. */
  readonly run: object
  /** The run's own short, private folder. */
  readonly tmp: string
  /** The folder of the scenario file. */
  readonly dir: string
  /** The environment the runner was started in. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Variables for the environment of every program, by what they win over. */
  readonly forPrograms?: ForPrograms
}

/** Variables for the environment of every program. */
export interface ForPrograms {
  /** From the key `env` of the scenario; what an actor lists itself wins over them. */
  readonly listed: Readonly<Record<string, string>>
  /** From `--env`; they win over what an actor lists. */
  readonly given: Readonly<Record<string, string>>
}

/** When an actor will be ready. */
export interface Readiness {
  /** What is wanted, as `it listens on port 9000`. */
  readonly shown: string
  /** For a line of output, or for each of several that have not come: what it would be. Read when it is too late. */
  readonly line?: ReadyLine | readonly ReadyLine[]
  /** Asked when it is too late: what is so instead, and what to do about it. `line` is one that stands on `stream`, where it does not count. */
  missed?(found?: { readonly line: ReadyLine; readonly stream: string }): {
    readonly why?: string
    readonly hint?: string
  }
}

/** Which line of output would do, what a near miss is like, and the stream it must come on, if not the main one. */
export interface ReadyLine {
  test(line: string): boolean
  readonly near?: string
  readonly stream?: string
}

/** From `start` up to `end` of bytes, or of a text in UTF-16 units. */
export interface OpenPart {
  readonly start: number
  readonly end: number
}

/**
 * Something that happened on a lane, in its place among the bytes. Well-known names: `listening`, `connected`, `end` (the peer's
 * FIN), `reset` (RST), `close`, `error`, `exit`, `timeout`, `drain`, `connection`.
 */
export interface LaneEvent {
  readonly name: string
  /** As the transcript writes it behind `*`; the name when absent. */
  readonly words?: string
  /** Bytes that its row has instead of words. */
  readonly bytes?: Uint8Array
  /** Parts of its row whose bytes may be any. */
  readonly open?: readonly OpenPart[]
  /** Lines that stand in the transcript instead of a `*` row, and that text expectations can match: what telnet prints. */
  readonly prints?: readonly string[]
  /** `stream`: nothing more comes on `stream`, or on the main one; `all`: nothing more can happen to this actor at all. */
  readonly ends?: 'stream' | 'all'
  readonly stream?: string
  /** The start itself brings it about: its row stands at that step, expected or not. `listening`, `connected` and `ready` do always. */
  readonly begins?: boolean
  /** Its place among received lines is random (`timeout`, `drain`, `connection`): a stream of its own, and a row only when expected. */
  readonly outOfBand?: boolean
  /** Never a row: only the recording has it. */
  readonly silent?: boolean
  /** No step need expect it: it belongs to how the actor goes on, or a step has asked for it. */
  readonly expected?: boolean
  /** What this side has done itself, at a step or by its own rules: it has ended its stream, reset it, or stopped listening. */
  readonly did?: 'end' | 'reset' | 'close'
  /** For `error`: `ECONNRESET`, … */
  readonly code?: string | number
  readonly signal?: string
  /** Further parts an expectation may ask for: `{ event: close, code: 1001 }`. */
  readonly parts?: Readonly<Record<string, FactValue>>
}

/** Thrown (or rejected with) by a kind's `start` when the environment refuses: the scenario is broken, not failed. */
export interface ProblemError {
  readonly problem: Problem
  /** `failed` when it is the program's own doing (it left before it was ready). */
  readonly outcome: 'broken' | 'failed'
}
