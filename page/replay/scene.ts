import type { LaneInfo } from '../../src/model/event.ts'
import type { Replay, ReplayStep } from '../../src/model/replay.ts'
import { countUpTo } from '../../src/picture/folded-time.ts'
import { scriptsOf } from '../../src/picture/scripts.ts'
import { playClocks, type PlayClock, type PlayPace } from './play-clock.ts'

/** A replay as the page shows it: what is looked up again and again, found once. Rows are named by their index. */
export interface Scene {
  readonly replay: Replay
  /** Microseconds at which each row is shown: those of a transcript are spread over their second, so that one comes after the other. */
  readonly times: readonly number[]
  /** Microseconds at which each step began. */
  readonly began: readonly number[]
  readonly lanes: readonly Lane[]
  /** Its time as it is played at each pace. */
  readonly clocks: Readonly<Record<PlayPace, PlayClock>>
  /** Microseconds from the start to the last thing that is shown. */
  readonly duration: number
  /** Rows of each step, by its index. */
  readonly rowsOfStep: ReadonlyMap<number, readonly number[]>
  /** The row that says how a failed run ended. */
  readonly failure?: number
}

export interface Lane extends Pick<LaneInfo, 'lane' | 'kind' | 'command'> {
  /** Its rows, and the notes that stand before them, in order. */
  readonly rows: readonly number[]
}

export function sceneOf(replay: Replay): Scene {
  const times = replay.exact ? replay.times : spreadOut(replay.times)
  const duration = Math.max(replay.duration, times.at(-1) ?? 0, replay.steps.at(-1)?.at ?? 0)
  const failure = failureRow(replay)
  const kinds = new Map(replay.transcript.lanes.map(({ lane, kind }) => [lane, kind]))
  return {
    replay,
    times,
    began: replay.steps.map(({ at }) => at),
    lanes: scriptsOf(replay.transcript).map(({ lane, command, entries }) => ({
      lane,
      command,
      kind: kinds.get(lane) ?? '',
      rows: entries.map(({ place }) => place),
    })),
    clocks: playClocks({ replay, times, duration }),
    duration,
    rowsOfStep: rowsByStep(replay),
    ...(failure !== undefined && { failure }),
  }
}

/** How many rows have come at a time. */
export const rowsAt = ({ times }: Scene, at: number): number => countUpTo(times, at)

/** The step that had begun at a time; undefined before the first. */
export const stepAt = ({ replay, began }: Scene, at: number): ReplayStep | undefined =>
  replay.steps[countUpTo(began, at) - 1]

/** Rows of one second, a transcript's, at even distances within it. */
function spreadOut(times: readonly number[]): number[] {
  const spread: number[] = []
  for (let from = 0; from < times.length;) {
    const at = times[from] as number
    const end = countUpTo(times, at)
    for (let index = from; index < end; index++) spread.push(at + Math.floor(((index - from) * 1e6) / (end - from)))
    from = end
  }
  return spread
}

function rowsByStep({ transcript: { rows } }: Replay): ReadonlyMap<number, readonly number[]> {
  const byStep = new Map<number, number[]>()
  for (const [index, { step }] of rows.entries()) {
    if (step === undefined) continue
    const own = byStep.get(step)
    if (own === undefined) byStep.set(step, [index])
    else own.push(index)
  }
  return byStep
}

/** The verdict of a failed run stands as the last row. */
function failureRow({ transcript: { rows }, verdict }: Replay): number | undefined {
  if (verdict?.message === undefined || verdict.status === 'passed') return undefined
  const last = rows.at(-1)
  return last?.mark === '*' && last.text.startsWith(verdict.status) ? rows.length - 1 : undefined
}
