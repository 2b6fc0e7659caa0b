import type { Transcript } from './transcript.ts'

/** A drawing or document format: `--to svg`. */
export interface Format {
  readonly about: string
  /** With its dot: `.svg`. */
  readonly extension: string
  /** The default where no format is named. One format has it. */
  readonly default?: true
  write(
    transcript: Transcript,
    options: { readonly width?: number },
  ): string | Uint8Array | Promise<string | Uint8Array>
}
