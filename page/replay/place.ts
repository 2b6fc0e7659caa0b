export type ViewName = 'lanes' | 'column'

/** Where the reader is, for a link. */
export interface ReplayPlace {
  /** Microseconds since the start. */
  readonly time: number
  readonly row?: number | undefined
  readonly view: ViewName
}
