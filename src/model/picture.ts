import type { Style } from './screen.ts'

/** Laid-out panes: positions in character cells, not pixels; what every drawing format shares. */
export interface Picture {
  readonly columns: number
  readonly rows: number
  readonly panes: readonly Pane[]
}

export interface Pane {
  readonly lane: string
  /** Stands on top, such as `telnet localhost 9000`. */
  readonly command: string
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: number
  /** How many of its rows, at the end, it has only to end where its band ends. */
  readonly filler: number
  /** Counted from the top. The panes of one band with the same column stand one below the other; the last of each ends where the band ends. */
  readonly band: number
  readonly lines: readonly PaneLine[]
}

export interface PaneLine {
  readonly row: number
  readonly runs: readonly PaneRun[]
  /** `18:25:37`, at the right edge; absent on continuation lines. */
  readonly clock?: string
}

export interface PaneRun {
  readonly text: string
  /** Of a screen: how its cells look. */
  readonly look?: Style
  readonly style: 'received' | 'stderr' | 'sent' | 'event' | 'note' | 'unfinished' | 'plain'
}
