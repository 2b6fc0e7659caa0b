import type { LaneInfo, Told } from './event.ts'
import type { Problem } from './problem.ts'
import type { ScenarioResult } from './result.ts'

/** The one stream that every reporter reads. */
export type Progress =
  | { readonly type: 'suite-begun'; readonly files: number; readonly jobs: number; readonly version: string }
  | {
      readonly type: 'scenario-begun'
      readonly file: string
      readonly title: string
      readonly lanes: readonly LaneInfo[]
    }
  /** Only when a single scenario is watched. */
  | { readonly type: 'row'; readonly file: string; readonly row: Told }
  | { readonly type: 'scenario-ended'; readonly result: ScenarioResult }
  | { readonly type: 'suite-ended'; readonly summary: Summary }

export interface Summary {
  readonly passed: number
  readonly failed: number
  readonly broken: number
  readonly skipped: number
  readonly refused: number
  readonly duration: number
  readonly interrupted: boolean
  /** Problems of no one scenario: orphaned transcripts, nothing selected. */
  readonly problems: readonly Problem[]
  readonly exitCode: number
}
