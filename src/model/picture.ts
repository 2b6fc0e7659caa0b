import type { Style } from './screen.ts'

/** Laid-out panes: positions in character cells, not pixels; what every drawing format shares. */
export interface Picture {
  readonly columns: number
  readonly rows: number
  /** How many panes stand one below the other, where most do. */
  readonly tiers: number
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
  /** How many panes are above it, and over how many of those beside it it goes: whose frame is higher than two rows adds that much for each. */
  readonly tier: number
  readonly tiers: number
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
