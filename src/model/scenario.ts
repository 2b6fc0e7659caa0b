import type { Argument, Hole, Written } from './written.ts'
import type { Problem } from './problem.ts'
import type { Source, Span } from './span.ts'
import type { BuiltInMask } from './words.ts'

/** A checked scenario: everything that can be known before it runs is known and valid. */
export interface Scenario {
  readonly source: Source
  /** Sources of included files by absolute path, for excerpts. */
  readonly sources: ReadonlyMap<string, Source>
  readonly title: string
  readonly about?: string
  readonly tags: readonly string[]
  /** In order of declaration; a value may use variables declared before it. */
  readonly vars: ReadonlyMap<string, Variable>
  readonly files: readonly FileDeclaration[]
  readonly tmpMode: number
  readonly limits: Limits
  readonly forbid: readonly Pattern[]
  readonly mask: readonly MaskRule[]
  readonly transcript: { readonly lines: number }
  readonly only: readonly Condition[]
  readonly skip: readonly Condition[]
  readonly actors: ReadonlyMap<string, ActorDeclaration>
  readonly steps: readonly Step[]
  /** Names of connections (`server#2`, `server#client`) that some step addresses; their rows stand in the transcript. */
  readonly namedConnections: ReadonlySet<string>
}

export interface Variable {
  readonly name: string
  readonly value: Template
  readonly secret: boolean
  readonly span: Span
}

/** Text with holes: strings stand for themselves, holes are filled in late. */
export interface Template {
  readonly parts: readonly (string | Hole)[]
  readonly span: Span
}

export interface FileDeclaration {
  readonly name: Template
  /** Absent for a folder (a name that ends in `/`). */
  readonly text?: Template
  readonly mode?: number
}

/** Milliseconds. */
export interface Limits {
  readonly step: number
  readonly scenario: number
  /** A program with a timer that is due within this time is not idle. */
  readonly idle: number
  /** What each actor gets at most to be taken down; its kind's own time when absent. */
  readonly settle?: number
  /** Bytes: a longer line is cut into pieces, and so much of a stream waits for a step to read it. */
  readonly line: number
  readonly unread: number
}

/** A text or a regex as the author wrote it; holes inside a regex are inserted literally. */
export interface Pattern {
  readonly kind: 'text' | 'regex'
  readonly template: Template
  /** For a regex only. */
  readonly flags: string
  readonly span: Span
}

export interface MaskRule {
  /** A pattern with the name it is written as, the name of a built-in mask, or of a captured variable. */
  readonly match: Pattern | { readonly builtin: BuiltInMask } | { readonly variable: string }
  readonly as: string
  readonly span: Span
}

export interface Condition {
  readonly kind: 'os' | 'command' | 'env'
  readonly value: string
  readonly span: Span
}

export interface ActorDeclaration {
  readonly name: string
  readonly kind: string
  readonly options: Argument
  /** Names of the actors its options refer to. */
  readonly refersTo: readonly string[]
  readonly strict: boolean
  readonly rows: 'all' | 'sorted' | 'taken'
  readonly tail: 'closed' | 'open'
  /** More than one makes it a crowd. */
  readonly count: number
  readonly framing?: NamedArgument
  /** What ends a sent line, when it is not what ends a heard one. */
  readonly eol?: string
  /** Whether escape sequences, such as colours, stay in what it says. */
  readonly ansi: 'strip' | 'keep'
  readonly span: Span
}

/** `{ name: argument }`, as for a matcher or a framing. */
export interface NamedArgument {
  readonly name: string
  readonly argument: Argument
  readonly span: Span
}

/** Whom a step addresses. */
export interface Target {
  readonly actor: string
  /** `server#2` or `server#client`; a member of a crowd is `crowd#7`. */
  readonly connection?: number | string
  readonly span: Span
}

interface StepBase {
  /** From the first character of the verb to the end of the step. */
  readonly span: Span
  /** The step that included this one, when it stands in another file. */
  readonly includedFrom?: Span
  /** Deadline in milliseconds instead of the limit. */
  readonly within?: number
  /** What the scenario starts may go on working: the step does not wait until all is idle. */
  readonly busy?: boolean
}

export type Step = StepBase &
  (
    | {
        readonly verb: 'start' | 'connect' | 'end' | 'exit' | 'close' | 'reset' | 'pause' | 'resume'
        readonly targets: readonly Target[]
      }
    | { readonly verb: 'run'; readonly runs: readonly { readonly target: Target; readonly code: number }[] }
    | { readonly verb: 'send'; readonly sends: readonly Send[] }
    | { readonly verb: 'expect'; readonly expects: readonly Expect[] }
    | {
        readonly verb: 'signal'
        readonly signals: readonly { readonly target: Target; readonly signal: Template; readonly group: boolean }[]
      }
    | { readonly verb: 'check'; readonly checks: readonly FactCheck[] }
    | {
        readonly verb: 'set'
        readonly sets: readonly {
          readonly target: Target
          readonly option: string
          readonly value: Argument
          readonly span: Span
        }[]
      }
    | {
        readonly verb: 'let'
        readonly lets: readonly { readonly name: string; readonly expression: Template; readonly span: Span }[]
      }
    | { readonly verb: 'wait'; readonly duration: Template }
    | { readonly verb: 'note'; readonly text: Template }
    | {
        readonly verb: 'repeat'
        readonly times?: Template
        readonly each?: readonly Template[]
        readonly as?: string
        readonly steps: readonly Step[]
      }
    | {
        readonly verb: 'with'
        readonly vars: readonly { readonly name: string; readonly value: Template }[]
        readonly steps: readonly Step[]
      }
    | {
        readonly verb: 'own'
        readonly name: string
        readonly owns: readonly { readonly target: Target; readonly argument: Argument }[]
      }
  )

export interface Send {
  readonly target: Target
  readonly messages: readonly Message[]
  readonly times: number
  /** At rest and nothing unread in that lane, or the step fails. */
  readonly quiet: boolean
}

/** `line` is framed; `text`, `bytes`, `base64` and `file` go out as they are; `json` is one line (or message) of JSON. */
export type Message =
  | { readonly as: 'line' | 'text'; readonly text: Template }
  | { readonly as: 'bytes' | 'base64'; readonly text: Template }
  | { readonly as: 'json'; readonly json: Argument }
  | { readonly as: 'file'; readonly path: Template }

export interface Expect {
  readonly target: Target
  /** Met in this order. */
  readonly wishes: readonly Wish[]
}

export interface Wish extends NamedArgument {
  readonly next: boolean
  readonly without?: Pattern
  readonly stream?: string
  readonly as?: string
  /** Milliseconds since the row before it on its lane, at the earliest. */
  readonly after?: number
}

export interface FactCheck {
  readonly target: Target
  readonly fact: string
  /** Text, `/regex/`, number or JSON to be contained. */
  readonly wanted: Argument
  readonly span: Span
}

/** A YAML document that has been read and not yet understood. */
export interface Document {
  readonly source: Source
  readonly root: Written
  /** What is wrong in its text, where all of it could be read all the same: keys that stand twice, texts that want quotes. */
  readonly mistakes?: readonly Problem[]
}
