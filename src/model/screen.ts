/** How cells look: colours as `red`, `bright-red`, a number of the palette (`208`) or `#rrggbb`; absent where they are the terminal's own. */
export interface Style {
  readonly color?: string
  readonly background?: string
  readonly bold?: true
  readonly dim?: true
  readonly italic?: true
  readonly underline?: true
  readonly reverse?: true
}

/** What draws cells as they look on their screen, on a terminal with colours. */
export interface Styling {
  styled?(text: string, style: Style): string
}

/** Cells of a row that look alike: [start, end) in UTF-16 units. Behind the row's text each unit is a blank cell. */
export interface StyledRun {
  readonly start: number
  readonly end: number
  readonly style: Style
}

export interface ScreenRow {
  /** Without the blanks at its end. */
  readonly text: string
  /** It goes on from the row above, which was full. */
  readonly wrapped: boolean
  /** How many blanks at its end `text` leaves out, where the row below goes on from it; 0 when absent. */
  readonly blanks?: number
  readonly styles: readonly StyledRun[]
}

/** What a terminal shows at one moment. */
export interface Screen {
  /** Cells of a row. */
  readonly columns: number
  /** All rows, from the top. */
  readonly rows: readonly ScreenRow[]
  /** Row and column of the cursor, from 1. */
  readonly cursor: readonly [row: number, column: number]
  /** Its program has ended: it cannot change any more. */
  readonly final?: true
}

/** Cells of a terminal: of a new one, or, when `resized`, of the one that there was. */
export interface TerminalSize {
  readonly columns: number
  readonly rows: number
  readonly resized?: true
}

/** Somebody in front of a program's terminal. */
export interface TerminalSpectator {
  /** The program has written this to it. */
  wrote(bytes: Uint8Array): void
  /** What it shows may be another by now. */
  painted(): void
}
