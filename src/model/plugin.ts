import type { Actor, Facts, Lane } from './actor.ts'
import type { LaneRole } from './event.ts'
import type { Format } from './format.ts'
import type { Framer } from './framer.ts'
import type { Compiled } from './matcher.ts'
import type { Problem } from './problem.ts'
import type { Reporter } from './reporter.ts'
import type { Screen } from './screen.ts'
import type { ActorTraits } from './traits.ts'

/** A plugin is a value with tables of contributions; loading it does nothing. */
export interface Plugin {
  readonly api: 1
  /** Its folder's or package's name. */
  readonly name: string
  /** One line: `scenario plugins` prints it and the docs quote it. */
  readonly about: string
  /** Words that other tools use for its names, each with those of them that may be meant, the likeliest first. */
  readonly words?: Table<readonly (string | readonly string[])[]>
  /** Codes of problems that only this plugin finds, each with its page in Markdown: what has happened, and what to do. */
  readonly problems?: Table<string>
  /** Those of them that leave a scenario broken whenever they come, so that none can be expected with `fails`. */
  readonly breaking?: readonly string[]
  readonly actors?: Table<ActorKind>
  readonly matchers?: Table<Matcher>
  readonly framings?: Table<Framing>
  /** What the files of a scenario may hold besides text: `files: { ca.pem: { certificate: server } }`. */
  readonly contents?: Table<FileContent>
  readonly formats?: Table<Format>
  readonly reporters?: Table<Reporter>
}

export type Table<T> = Readonly<Record<string, T>>

/** What the core needs of a zod 4 schema (classic or mini, the core's or the plugin's own). */
export interface Schema<T = unknown> {
  readonly _zod: { readonly output: T; readonly def: object }
  safeParse(value: unknown, how?: { readonly jitless?: boolean }): Answer<T>
}

type Answer<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } }

export interface SchemaIssue {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** A kind of actor: `actors: { client: { telnet: server } }`. */
// oxlint-disable-next-line typescript/no-explicit-any -- a table holds kinds of many option types; each is checked where it is defined.
export interface ActorKind<Options = any> {
  readonly about: string
  /** `either` is set going by `start` or by `connect`, as a datagram socket is. */
  readonly role: LaneRole
  readonly options: Schema<Options>
  /** The option that a scalar stands for: `telnet: server` is `telnet: { to: server }`. */
  readonly shorthand?: keyof Options & string
  /** With its own output, plain `server` is that output and connections are only `server#1`, …; without, it means `server#1`. */
  readonly ownOutput: boolean
  /** Streams besides the main one, such as `stderr`. */
  readonly streams?: readonly string[]
  /** The framing of its lane unless the actor has another; `line` when absent. */
  readonly framing?: string
  /** Names usable as `${actor.name}`; a trailing `.` allows parts below it, `*` allows any (named groups of `ready`). */
  readonly facts: readonly string[]
  /**
   * Events that its lanes and those of its connections may have, by their names or with what is known of them. Where they are listed,
   * `check` refuses an expectation of any other.
   */
  readonly events?: readonly (string | EventDeclaration)[]
  /** Options that `set` can change while it runs, each with the schema of its value. Where they are listed, `check` refuses any other. */
  readonly settings?: Table<Schema>
  /** For options that authors try in vain, what to write instead: `{ args: 'put them into “run”' }`. */
  readonly hints?: Table<string>
  /** Its connections are streams of bytes that `pause` can stop behind so many of them. */
  readonly pausesAfter?: true
  /** What `strict` may name besides the whole lane; `lane.strict` says to the actor which. */
  readonly strictAbout?: readonly string[]
  /** Options as an author would write them, which `scenario plugins --test` may start it with. */
  readonly examples?: readonly unknown[]
  /** Which of the core's verbs it can do, besides start or connect. */
  readonly can: readonly CoreVerb[]
  /**
   * Ports, paths and named resources that two scenarios must never claim at once, such as `tcp:9000`; with `run:` before it, of which
   * every run has its own, and only two actors of one scenario cannot both have it.
   */
  claims?(options: Options): readonly (string | Claim)[]
  /**
   * What it talks like, on one line on top of its pane, such as `telnet localhost 9000`. It is asked before anything has started: a
   * reference to another actor has its name and no facts.
   */
  command?(options: Options): string
  /** What an actor with these options is like, before anything has started. They are as written: a name in `${…}` stays one. */
  traits?(written: unknown): ActorTraits
  /** `run: { name: command }` declares an actor of this kind in place. One kind can have it. */
  readonly commands?: true
  readonly verbs?: Table<Verb>
  /** Forms of a message that only its actors take, winning over the language's: `send: { actor: { key: up } }`. */
  readonly messages?: Table<MessageForm>
  /** Resolves when the actor is ready (a server listens, a client is connected); rejects with a `ProblemError` otherwise. */
  start(options: Options, lane: Lane): Promise<Actor>
}

/** An event of a kind, and what is known of it before it happens. */
export interface EventDeclaration {
  readonly name: string
  /** It happens to the listening socket: it stands on the server's own lane, also where plain `server` means its only connection. */
  readonly ofListener?: true
  /** Its place among received lines is random (`outOfBand` of the event): `next`, `without` and `stream` mean nothing beside it. */
  readonly outOfBand?: true
  /** It is about what a screen shows: only an actor with a terminal (`traits`) has it. */
  readonly ofScreen?: true
  /** A caller was turned away by it: a failure of the caller's step shows it. */
  readonly turnsAway?: true
}

/** A port, path or named resource, with the address that it is claimed at and the option that claims it. */
export interface Claim {
  readonly claim: string
  /** As the option has it; the loopback address when absent. */
  readonly host?: string | undefined
  readonly option: string
}

export type CoreVerb = 'send' | 'end' | 'exit' | 'close' | 'reset' | 'pause' | 'resume' | 'signal' | 'set'

/** A verb of a kind's own, winning over the core's names: `- get: { cache: key }`. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above.
export interface Verb<Wanted = any> {
  readonly about: string
  readonly argument: Schema<Wanted>
  /** True when it ends the conversation: the peer's answer, and that it is over for a peer of ours, are expected. */
  readonly ends?: boolean
  /** True when it looks at the actor's screen: only an actor with a terminal (`traits`) can do it. */
  readonly ofScreen?: true
  run(actor: Actor, argument: Wanted, context: VerbContext): Promise<void>
}

/** A form of a message, by a kind: `send: { actor: { key: up } }`. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above.
export interface MessageForm<Wanted = any> {
  readonly about: string
  readonly wanted: Schema<Wanted>
  /** What may be sent, as an author would write it. */
  readonly examples?: readonly unknown[]
  /** Why an actor with these options, as written, cannot be sent it, and what to do; undefined when it can. */
  impossible?(written: unknown): { readonly why: string; readonly hint: string } | undefined
  /** The message as it goes to this actor now, and as its row in the transcript has it. */
  write(wanted: Wanted, actor: Actor): { readonly bytes: Uint8Array; readonly shown: string }
}

/** What a verb of a plugin can do on its actor's lane. */
export interface VerbContext {
  send(bytes: Uint8Array | string): void
  /** Waits until the lane has a line that holds this text or matches this regex; takes it and returns it. */
  expect(wanted: string | RegExp): Promise<string>
  untilIdle(): Promise<void>
  /** What has come on the main stream and no step has taken: taken now, without a row. */
  rest(): Uint8Array
  /** What the verb waits for from now on, in words such as `the answer to PING`, and what to do when it does not come. */
  awaits(what: string, hint?: string): void
  fact(name: string, value: string): void
  row(text: string): void
  /** Puts rows of a screen into the transcript, as they stand there; `first` and `last` count from 1. */
  screen(screen: Screen, rows?: { readonly first: number; readonly last: number }): void
  facts(): Facts
  /** As `failed` of a lane, also when the step is long over: the scenario fails and points at this part of the verb's argument. */
  failed(error: unknown, at?: readonly (string | number)[]): void
  /** Asked at the final checks: a problem that it answers fails the scenario, and points at this part of the verb's argument. */
  atEnd(check: () => Problem | undefined, at?: readonly (string | number)[]): void
}

/** A matcher: `expect: { client: { json: … } }`. `compile` is pure; the core scans. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above.
export interface Matcher<Wanted = any> {
  readonly about: string
  readonly wanted: Schema<Wanted>
  /** What may be wanted, as an author would write it; `scenario plugins --test` tries these. */
  readonly examples?: readonly unknown[]
  /** What `compile` always answers with (`on`), so that `check` knows it also while a variable of the argument has no value yet. */
  readonly on?: Compiled['on']
  /** It is meant by an expectation that names no matcher: by a text, or by a text between slashes. One matcher has each. */
  readonly shorthand?: 'text' | 'regex'
  /**
   * What a text between slashes is in the argument: `regex`, as when absent, one that a single line matches; `multiline`, one whose
   * match may hold line feeds; `literal`, a text like any other.
   */
  readonly slashes?: 'regex' | 'multiline' | 'literal'
  /** Names of events that meet it, besides those that stand in the argument (`eventName()`). */
  readonly events?: readonly string[]
  /** Names that its captures may have, besides named groups of regexes that the author writes: variables from then on. */
  readonly captures?: readonly string[]
  /** What is wanted is hexadecimal: a variable that holds bytes stands in it as theirs. */
  readonly hexadecimal?: true
  /**
   * What it takes are expectations, in their long form too: items of a list of `any` kind or only `lines`, or one that a single
   * line, event or prompt meets (`unwanted`).
   */
  readonly nests?: 'any' | 'lines' | 'unwanted'
  compile(wanted: Wanted, context: CompileContext): Compiled
}

export interface CompileContext {
  /** Compiles a nested expectation (`one-of`) or a scalar the way a plain expectation is compiled. */
  expectation(wanted: unknown): Compiled
}

/** A framing defines what a line is, in both directions: `framing: { length: 4 }`. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above.
export interface Framing<Wanted = any> {
  readonly about: string
  readonly wanted: Schema<Wanted>
  /** What may be wanted, as an author would write it; `scenario plugins --test` tries these. */
  readonly examples?: readonly unknown[]
  /** It is meant where neither an actor nor its kind names one. One framing has it. */
  readonly default?: true
  /** The bounds come with what is received: each message is a line, and is sent by itself. */
  readonly messages?: true
  compile(wanted: Wanted): Framer
}

/** What a file of a scenario holds, made before the first step. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above.
export interface FileContent<Wanted = any> {
  readonly about: string
  readonly argument: Schema<Wanted>
  /** A name of an actor in the argument comes as a reference without facts. Rejects with a `ProblemError` for what cannot be made. */
  make(argument: Wanted, context: FileContext): Promise<string | Uint8Array>
  /** What is wrong with an argument without variables, before anything runs. */
  check?(argument: Wanted, context: Pick<FileContext, 'actor'>): Problem | undefined
}

/** `run` and `dir` are as of a lane; `actor` answers its kind, and its options as they are written. */
export interface FileContext {
  readonly run: object
  readonly dir: string
  actor(name: string): { readonly kind: string; readonly options: unknown } | undefined
}
