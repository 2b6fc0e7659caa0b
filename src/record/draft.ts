import type { Written } from '../authoring/written.ts'

/** A scenario before it is text. It is never changed: what repairs it answers another one. */
export interface Draft {
  readonly title: string
  readonly about?: string
  /** Sentences that stand as comments at the top. */
  readonly comments: readonly string[]
  /** Conditions of `only`, such as `{ command: 'redis-server' }`. */
  readonly only: readonly Readonly<Record<string, string>>[]
  readonly vars: readonly DraftVar[]
  /** Files of the run's folder: name → content. */
  readonly files?: Readonly<Record<string, string>>
  /** Rules of `mask`: the name of a built-in one, or a map such as `{ match: '/pid (\d+)/', as: '<pid>' }`. */
  readonly masks: readonly Written[]
  readonly limits?: Readonly<Record<string, string>>
  /** Other keys of the scenario, as they are written. */
  readonly further?: Readonly<Record<string, Written>>
  readonly actors: readonly DraftActor[]
  readonly steps: readonly DraftStep[]
}

export interface DraftVar {
  readonly name: string
  /** Any text. */
  readonly value: string
  readonly comment?: string
  /** Its value is that of the environment variable of its name, and is shown nowhere. */
  readonly secret?: true
}

export interface DraftActor {
  readonly name: string
  readonly kind: string
  /** The kind's options, and those of every actor (`framing`, `rows`, `tail`, `strict`). */
  readonly options: ReadonlyMap<string, Written>
  readonly comment?: string
  /** The `pty` that it had when it was recorded, and has not in the scenario, since nobody typed into it. */
  readonly terminal?: Written
}

export type DraftStep = {
  /** Stands behind `#` above the step. */
  readonly comment?: string
  /** Index of the first event of the session behind it. */
  readonly seen?: number
  /** What stands beside the verb, such as `within` or `until`. */
  readonly modifiers?: Readonly<Record<string, Written>>
} & (
  | {
      readonly verb: 'expect'
      readonly of: readonly { readonly target: string; readonly wanted: readonly DraftWanted[] }[]
    }
  | {
      readonly verb: 'send'
      readonly of: readonly { readonly target: string; readonly messages: readonly DraftMessage[] }[]
    }
  | { readonly verb: OtherVerb; readonly argument: Written }
)

export type OtherVerb =
  | 'start'
  | 'connect'
  | 'run'
  | 'end'
  | 'exit'
  | 'close'
  | 'reset'
  | 'signal'
  | 'set'
  | 'note'
  | 'wait'
  | 'check'
  | 'screen'
  | 'starttls'
  | 'let'
  | 'close-with'

/** One expectation: `matcher: what`, with what stands beside it (`next`, `as`, `stream`, `optional`, …). */
export type DraftWanted = {
  readonly beside?: Readonly<Record<string, Written>>
  /** A line of a log, without the time before it. */
  readonly ofLog?: true
} &
  /** With a piece that is a pattern, all three become `regex` of a whole line (`line`), or of a part of one. */
  (
    | { readonly matcher: 'text' | 'line' | 'prompt'; readonly text: DraftText }
    | { readonly matcher: 'lines' | 'any-order'; readonly texts: readonly DraftText[] }
    | { readonly matcher: 'bytes'; readonly hex: string }
    | {
        readonly matcher: 'event' | 'exit' | 'error' | 'screen' | 'json' | 'not' | 'one-of' | 'silence' | 'take'
        readonly wanted: Written
      }
  )

export type DraftMessage =
  /** A line, as its framing ends it. */
  | { readonly form: 'line'; readonly text: DraftText }
  /** Exactly this, or from the clipboard. */
  | { readonly form: 'text' | 'paste'; readonly text: DraftText }
  | { readonly form: 'bytes'; readonly hex: string }
  | { readonly form: 'key'; readonly keys: readonly string[] }

/** Text in which pieces may have become variables, captures or anything of a pattern. A string is any text. */
export type DraftText = readonly DraftPiece[]

export type DraftPiece =
  | string
  | { readonly variable: string }
  /** A named group of the regex that the text becomes. */
  | { readonly capture: string; readonly pattern: string }
  /** The source of a regex without groups. */
  | { readonly any: string }
