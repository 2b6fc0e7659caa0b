import type { FormName } from '../text/message-forms.ts'

/** What happens to a connection that rules may be about: it is there, or its peer has ended its side. */
export type Moment = 'connect' | 'end'

/** A pattern of `when`. */
export type WrittenPattern =
  | string
  | { readonly text: string }
  | { readonly bytes: string }
  | { readonly json: unknown }

/** A line, or a message in one of the forms. */
export type WrittenReply = string | { readonly [F in FormName]?: unknown }

/** A rule as its author wrote it; texts in it are templates (`capturing`). */
export interface WrittenRule {
  readonly on?: Moment | undefined
  readonly when?: WrittenPattern | readonly WrittenPattern[] | undefined
  readonly reply?: WrittenReply | readonly WrittenReply[] | undefined
  readonly times?: number | undefined
  readonly in?: string | readonly string[] | undefined
  readonly go?: string | undefined
  /** Milliseconds. */
  readonly after?: number | undefined
  readonly ignore?: true | undefined
  readonly close?: boolean | undefined
  readonly reset?: true | undefined
}
