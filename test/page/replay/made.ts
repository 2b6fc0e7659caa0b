import type { Mark } from '../../../src/model/event.ts'
import type { Chunk, Replay, ReplayStep, ReplayVerdict } from '../../../src/model/replay.ts'
import type { Row } from '../../../src/model/transcript.ts'

/** A row of a made replay: when it came (microseconds), its lane, mark and text, and its step; -1 for unmatched output. */
export type MadeRow = readonly [at: number, lane: string, mark: Mark, text: string, step?: number]

/** A replay of given rows, as `src/pipeline/replay.ts` makes one of a recording. */
export function made(
  rows: readonly MadeRow[],
  more: {
    readonly steps?: readonly ReplayStep[]
    readonly chunks?: readonly Chunk[]
    readonly verdict?: ReplayVerdict
    readonly exact?: boolean
    readonly lanes?: readonly string[]
  } = {},
): Replay {
  const lanes = more.lanes ?? [...new Set(rows.map(([, lane]) => lane).filter((lane) => lane !== ''))]
  return {
    transcript: {
      title: 'Made',
      source: 'scenarios/made.yaml',
      recorded: '2026-11-22 18:25:37 UTC',
      lanes: lanes.map((lane) => ({ lane, kind: 'program', command: `run ${lane}` })),
      rows: rows.map(([at, lane, mark, text, step]): Row => ({
        at: Math.floor(at / 1e6),
        lane,
        mark,
        text,
        ...(step === -1 ? { tail: true } : step !== undefined && { step }),
      })),
    },
    times: rows.map(([at]) => at),
    exact: more.exact ?? true,
    steps: more.steps ?? [],
    chunks: more.chunks ?? [],
    ...(more.verdict && { verdict: more.verdict }),
    duration: Math.max(0, more.verdict?.at ?? 0, ...rows.slice(-1).map(([at]) => at)),
  }
}

/** Steps of consecutive lines of the scenario, by when they began. */
export const madeSteps = (...began: readonly number[]): ReplayStep[] =>
  began.map((at, index) => ({ index, at, line: 5 + index, verb: index % 2 === 0 ? 'send' : 'expect' }))

/** A chunk of a text. */
export const chunk = (at: number, lane: string, text: string, more: Partial<Chunk> = {}): Chunk => ({
  at,
  lane,
  direction: 'received',
  bytes: new TextEncoder().encode(text),
  ...more,
})
