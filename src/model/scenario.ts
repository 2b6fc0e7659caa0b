import type { Argument, Placeholder, YamlNode } from './yaml-node.ts'
import type { Problem } from './problem.ts'
import type { Source, Span } from './span.ts'
import type { BuiltInMask } from './words.ts'

export interface Variable {
  readonly name: string
  readonly value: Template
  readonly secret: boolean
  readonly span: Span
}

/** Text with placeholders: strings stand for themselves, placeholders are filled in late. */
export interface Template {
  readonly parts: readonly (string | Placeholder)[]
  readonly span: Span
}

/** A variable in the environment of all programs. */
export interface EnvironmentVariable {
  readonly name: string
  readonly value: Template
}

export interface FileDeclaration {
  readonly name: Template
  /** Absent for a folder (a name that ends in `/`). */
  readonly content?: WrittenContent
  readonly mode?: number
}

/**
 * What stands in a file: a text, bytes in base64, what another file has (by its path from the scenario's folder), or what a plugin
 * makes of it.
 */
export type WrittenContent =
  | { readonly as: 'text' | 'base64' | 'from'; readonly text: Template }
  | { readonly as: 'own'; readonly form: NamedArgument }

/** Milliseconds. */
export interface Limits {
  readonly step: number
  readonly scenario: number
  /** A program with a timer that is due within this time is not idle. */
  readonly idle: number
  /** What each actor gets at most to be taken down; its kind's own time when absent. */
  readonly teardown?: number
  /** Bytes: a longer line is cut into pieces, and so much of a stream waits for a step to read it. */
  readonly line: number
  readonly unread: number
}

/** A text or a regex as the author wrote it; placeholders inside a regex are inserted literally. */
export interface Pattern {
  readonly kind: 'text' | 'regex'
  readonly template: Template
  /** For a regex only. */
  readonly flags: string
  readonly span: Span
}

/** An actor with its connections (`server`), or one lane of them (`server#1`). */
export interface LaneName {
  readonly name: string
  readonly span: Span
}

/** What must never appear: anywhere, or only on some lanes or a stream. */
export interface Forbidden extends Pattern {
  readonly on?: readonly LaneName[]
  readonly stream?: { readonly name: string; readonly span: Span }
}

export interface MaskRule {
  /** A pattern with the name it is written as, the name of a built-in mask, or of a captured variable. */
  readonly match: Pattern | { readonly builtin: BuiltInMask } | { readonly variable: string }
  readonly as: string
  readonly span: Span
  /** Only in the rows of these lanes. */
  readonly lane?: readonly LaneName[]
  /** Only in the rows of this step, where it stands beside one. */
  readonly step?: Span
  /** For all scenarios, of a configuration: in many of them it finds nothing. */
  readonly forAll?: true
}

/** What a configuration says for all scenarios: limits where a scenario has none of its own, and masks behind its own. */
export interface Usual {
  readonly limits: Partial<Limits>
  readonly mask: readonly MaskRule[]
}

/** The failure of a known bug: the scenario passes as long as it fails so. */
export interface ExpectedFailure {
  readonly code: string
  /** Where the bug is reported. */
  readonly url?: string
  readonly span: Span
}

export interface Condition {
  readonly kind: 'os' | 'command' | 'env'
  readonly value: string
  /** Values of a matrix that stand in it; `value` has them. */
  readonly placeholders?: readonly Placeholder[]
  readonly span: Span
}

export interface ActorDeclaration {
  readonly name: string
  readonly kind: string
  readonly options: Argument
  /** Names of the actors its options refer to. */
  readonly refersTo: readonly string[]
  /** Its lane, or parts that its kind names. */
  readonly strict: { readonly lane: boolean; readonly about: readonly string[] }
  readonly rows: 'all' | 'sorted' | 'taken'
  readonly tail: 'closed' | 'open'
  /** More than one makes it a group. */
  readonly count: number
  readonly framing?: NamedArgument
  /** What ends a sent line, when it is not what ends a received one. */
  readonly eol?: string
  /** Whether escape sequences, such as colours, stay in its output. */
  readonly ansi: 'strip' | 'keep'
  readonly span: Span
}

/** `{ name: argument }`, as for a matcher or a framing. */
export interface NamedArgument {
  readonly name: string
  readonly argument: Argument
  readonly span: Span
}

export interface Target {
  readonly actor: string
  /** `server#2` or `server#client`; an instance of a group is `group#7`. As written where only the run knows it. */
  readonly connection?: number | string
  /** What it is, where only the run knows it: the newest connection, or what `${n}` comes to. */
  readonly late?: 'latest' | Template
  readonly span: Span
}

/**
 * `line` is framed; `text`, `bytes`, `base64` and `file` go out as they are; `json` is one line (or message) of JSON; `own` is a form of
 * the actor's kind.
 */
export type Message =
  | { readonly as: 'line' | 'text'; readonly text: Template }
  | { readonly as: 'bytes' | 'base64'; readonly text: Template }
  | { readonly as: 'json'; readonly json: Argument }
  | { readonly as: 'file'; readonly path: Template }
  | { readonly as: 'own'; readonly form: NamedArgument }

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
  readonly root: YamlNode
  /** What is wrong in its text, where all of it could be read all the same: keys that stand twice, texts that want quotes. */
  readonly mistakes?: readonly Problem[]
}
