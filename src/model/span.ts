/** A place in a file: UTF-16 offsets into its text, end exclusive. */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** A file's text as it was read; every span of that file points into it. */
export interface Source {
  /** Absolute path. */
  readonly file: string
  /** The path as messages show it (relative to the working directory, with forward slashes). */
  readonly shown: string
  readonly text: string
}
