import type { Span } from './span.ts'

/** What the author wrote, before it is read as text, a number or a key: a YAML tree with its places. */
export type YamlNode = YamlScalar | YamlList | YamlMap

export interface YamlScalar {
  readonly type: 'scalar'
  /** The value as YAML 1.2 core resolves it. */
  readonly value: string | number | boolean | null
  /** The scalar's text: for a plain scalar as it stands in the file, for a quoted or block one its content. */
  readonly source: string
  /** True when it was written without quotes, so that `007` may be text or a number. */
  readonly plain: boolean
  /** File offsets of each `${` in `source`, when escapes or a block's indentation put them elsewhere than counting would. */
  readonly dollars?: readonly number[]
  /** True once its placeholders have been filled in. */
  readonly filled?: true
  readonly span: Span
}

export interface YamlList {
  readonly type: 'list'
  readonly items: readonly YamlNode[]
  readonly span: Span
}

export interface YamlMap {
  readonly type: 'map'
  readonly entries: readonly YamlEntry[]
  readonly span: Span
}

export interface YamlEntry {
  readonly key: string
  readonly keySpan: Span
  readonly value: YamlNode
}

/**
 * A value for a schema: static ones are validated by check, ones with `${placeholders}` when they are used.
 * `value` is present exactly when there are no placeholders; it has been parsed by the schema.
 */
export interface Argument {
  readonly node: YamlNode
  /** Names used in `${…}` anywhere inside. */
  readonly placeholders: readonly Placeholder[]
  readonly value?: { readonly parsed: unknown }
}

export interface Placeholder {
  /** `name`, `actor.fact`, `env.NAME`, `free-port.web`, `tmp`, `dir`. */
  readonly name: string
  readonly span: Span
}
