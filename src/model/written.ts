import type { Span } from './span.ts'

/** What the author wrote, before anybody decided whether it is text, a number or a key: a YAML tree with its places. */
export type Written = WrittenScalar | WrittenList | WrittenMap

export interface WrittenScalar {
  readonly type: 'scalar'
  /** The value as YAML 1.2 core resolves it. */
  readonly value: string | number | boolean | null
  /** The scalar's text: for a plain scalar as it stands in the file, for a quoted or block one its content. */
  readonly source: string
  /** True when it was written without quotes, so that `007` may be text or a number. */
  readonly plain: boolean
  /** File offsets of each `${` in `source`, when escapes or a block's indentation put them elsewhere than counting would. */
  readonly dollars?: readonly number[]
  /** True once its holes have been filled in. */
  readonly filled?: true
  readonly span: Span
}

export interface WrittenList {
  readonly type: 'list'
  readonly items: readonly Written[]
  readonly span: Span
}

export interface WrittenMap {
  readonly type: 'map'
  readonly entries: readonly WrittenEntry[]
  readonly span: Span
}

export interface WrittenEntry {
  readonly key: string
  readonly keySpan: Span
  readonly value: Written
}

/**
 * A value for a schema: static ones are validated by check, ones with `${holes}` when they are used.
 * `value` is present exactly when there are no holes; it has been parsed by the schema.
 */
export interface Argument {
  readonly written: Written
  /** Names used in `${…}` anywhere inside. */
  readonly holes: readonly Hole[]
  readonly value?: { readonly parsed: unknown }
}

export interface Hole {
  /** `name`, `actor.fact`, `env.NAME`, `free-port.web`, `tmp`, `dir`. */
  readonly name: string
  readonly span: Span
}
