export const viewNames = ['lanes', 'column', 'sequence'] as const
export type ViewName = (typeof viewNames)[number]

/** Where the reader is, for a link. */
export interface ReplayPlace {
  /** Microseconds since the start. */
  readonly time: number
  readonly row?: number | undefined
  readonly view: ViewName
}
