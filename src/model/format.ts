import type { Replay } from './replay.ts'
import type { ReportSource } from './report-page.ts'
import type { Transcript } from './transcript.ts'

/** Whose colours a picture has; `auto` lets the reader's system choose, where the format can. */
export type Theme = 'dark' | 'light' | 'auto'

/** How fast something moves: `real` takes the time that it took; `readable` leaves time to read, since programs answer in microseconds. */
export type Pace = 'real' | 'readable'

/** What a picture is drawn with; each format has its own default for what is absent, and ignores what it cannot use. */
export interface DrawOptions {
  /** Columns: cells of a picture, characters of a text. */
  readonly width?: number
  readonly theme?: Theme
  /** Pixels. */
  readonly fontSize?: number
  /** `columns` lets every pane go on by itself; `rows` gives each row a line of its own in all panes, in order of time. */
  readonly layout?: 'columns' | 'rows'
  readonly pace?: Pace
  /** The same conversation with its times, steps and bytes. Who draws from a transcript alone makes one with `replayOf`. */
  readonly replay?: Replay
  /** Reads the scenario, its own file first, and what it includes, without secrets; nothing where it is not there any more. */
  readonly sources?: () => Promise<readonly ReportSource[]>
}

/** A drawing or document format: `--to svg`. */
export interface Format {
  readonly about: string
  /** With its dots: `.svg`, `.sequence.svg`. */
  readonly extension: string
  /** The default where no format is named. One format has it. */
  readonly default?: true
  /** It shows when things came: drawn from the last recording where there is one, since a transcript has whole seconds. */
  readonly timed?: true
  /** Rejects with a `ProblemError` for what the user can mend, such as an optional package that is missing. */
  write(transcript: Transcript, options: DrawOptions): Drawn | Promise<Drawn>
}

/** What a format has drawn: one file, or several that belong together. */
export type Drawn = string | Uint8Array | { readonly files: readonly DrawnFile[] }

/** One of several: `suffix` stands between the conversation's name and the extension, such as `.client`; one has none. */
export interface DrawnFile {
  readonly suffix: string
  readonly content: string | Uint8Array
}
