import type { LaneInfo } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { Replay, ReplayStep } from '../model/replay.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { printable } from '../text/printable.ts'
import { didYouMean } from '../text/suggest.ts'

/** What is drawn of a conversation; all of it where nothing is said. */
export interface Choice {
  /** Instead of its own. */
  readonly title?: string
  /** Names of lanes, in the order in which they are drawn. */
  readonly lanes?: readonly string[]
  /** Steps by their number, in the order in which they ran, from 1. */
  readonly steps?: Stretch
  /** Steps by the lines of the scenario at which they are written, from 1; what a file that is included does belongs to its step. */
  readonly lines?: Stretch
}

/** Both ends belong to it; `to` may be `Infinity`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Reads `3..7`, `3..`, `..7` or `3`; undefined for anything else, and where the end is before the beginning. */
export function readStretch(written: string): Stretch | undefined {
  const [, first = '', dots, last = ''] = /^(\d{0,9})(?:(\.\.)(\d{0,9}))?$/.exec(written) ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? 1 : Number(first)
  const to = dots === undefined ? from : last === '' ? Infinity : Number(last)
  return from >= 1 && to >= from ? { from, to } : undefined
}

/**
 * The part of a conversation that was chosen: its clock goes on as it was, and steps keep their numbers. A problem where a lane or a step
 * is not there.
 */
export function chosen(replay: Replay, choice: Choice): { readonly replay: Replay } | { readonly problem: Problem } {
  const lanes = choice.lanes === undefined ? undefined : lanesNamed(choice.lanes, replay.transcript)
  if (lanes !== undefined && 'problem' in lanes) return lanes
  const part = partOf(replay, choice)
  if (part !== undefined && 'problem' in part) return part
  const inSteps = part === undefined ? replay : ofPart(replay, part)
  const inLanes = lanes === undefined ? inSteps : ofLanes(inSteps, lanes)
  const { title } = choice
  return {
    replay:
      title === undefined ? inLanes : { ...inLanes, transcript: { ...inLanes.transcript, title: printable(title) } },
  }
}

const usage = (message: string, hint?: string) =>
  ({ problem: { code: 'usage', message, ...(hint === undefined ? {} : { hint }) } }) as const

/** Lanes as the head has them, and behind them those that have rows alone: connections. */
export function lanesOf({ lanes, rows }: Transcript): readonly LaneInfo[] {
  const known = new Map(lanes.map((info) => [info.lane, info]))
  for (const { lane } of rows) if (lane !== '' && !known.has(lane)) known.set(lane, { lane, kind: '', command: '' })
  return [...known.values()]
}

function lanesNamed(
  names: readonly string[],
  transcript: Transcript,
): readonly LaneInfo[] | { readonly problem: Problem } {
  const known = new Map(lanesOf(transcript).map((info) => [info.lane, info]))
  const unknown = names.find((name) => !known.has(name))
  if (unknown !== undefined)
    return usage(`there is no lane “${printable(unknown)}”`, didYouMean(unknown, known.keys(), 'there are'))
  return [...new Set(names)].flatMap((name) => known.get(name) ?? [])
}

/** Rows of no lane go with the row that follows, since that is what they speak of; behind the last row with the one before. */
function ofLanes(replay: Replay, lanes: readonly LaneInfo[]): Replay {
  const wanted = new Set(lanes.map(({ lane }) => lane))
  const { rows } = replay.transcript
  const latest = rows.findLast(({ lane }) => lane !== '')?.lane ?? ''
  const keeps: boolean[] = []
  let next = latest
  for (let at = rows.length - 1; at >= 0; at--) {
    const { lane } = rows[at] as Row
    if (lane !== '') next = lane
    keeps[at] = wanted.has(next)
  }
  const kept = withRows(replay, (_row, at) => keeps[at] === true)
  return {
    ...kept,
    transcript: { ...kept.transcript, lanes },
    chunks: replay.chunks.filter(({ lane }) => wanted.has(lane)),
  }
}

/** Steps from the one index to the other, and the microseconds from the beginning of the first to that of the one behind the last. */
interface Part {
  readonly first: number
  readonly last: number
  readonly begins: number
  readonly ends: number
}

function partOf(replay: Replay, { steps, lines }: Choice): Part | { readonly problem: Problem } | undefined {
  if (steps === undefined && lines === undefined) return undefined
  if (replay.steps.length === 0)
    return usage(
      'steps cannot be chosen: this transcript does not say at which step its rows came',
      'name a recording (.scenario/….jsonl), or a scenario with --run',
    )
  const found = replay.steps.flatMap((step, at) => (isChosen(step, at, { steps, lines }) ? [at] : []))
  const [first] = found
  const last = found.at(-1)
  if (first === undefined || last === undefined) return noSteps(replay.steps, { steps, lines })
  const ends = replay.steps[last + 1]?.at ?? Infinity
  return { first, last, begins: (replay.steps[first] as ReplayStep).at, ends }
}

interface Asked {
  readonly steps: Stretch | undefined
  readonly lines: Stretch | undefined
}

const holds = (stretch: Stretch | undefined, number: number): boolean =>
  stretch === undefined || (number >= stretch.from && number <= stretch.to)

const isChosen = ({ line, file }: ReplayStep, at: number, { steps, lines }: Asked): boolean =>
  holds(steps, at + 1) && (lines === undefined || (file === undefined && holds(lines, line)))

function noSteps(all: readonly ReplayStep[], { lines }: Asked) {
  if (lines === undefined)
    return usage(`this run has ${all.length === 1 ? 'one step' : `${all.length} steps`}, and none of them is chosen`)
  let [least, most] = [Infinity, 0]
  for (const { line, file } of all)
    if (file === undefined) [least, most] = [Math.min(least, line), Math.max(most, line)]
  return usage('no step that ran is written in these lines', `steps are written in lines ${least} to ${most}`)
}

/** What no step has taken belongs to those during which it came, as bytes do; bytes of a row of theirs may have come before. */
function ofPart(replay: Replay, { first, last, begins, ends }: Part): Replay {
  const isDuring = (at: number): boolean => at >= begins && at < ends
  const kept = withRows(replay, ({ step }, at) =>
    step === undefined || step < 0 ? isDuring(replay.times[at] as number) : step >= first && step <= last,
  )
  const moments = new Set(kept.transcript.rows.map(({ lane }, at) => `${kept.times[at]} ${lane}`))
  return {
    ...kept,
    chunks: replay.chunks.filter(({ at, lane }) => isDuring(at) || moments.has(`${at} ${lane}`)),
    // What stood on a terminal before stands there when the first of them begins.
    ...(replay.terminals !== undefined && {
      terminals: replay.terminals.flatMap((each) =>
        each.at < ends ? [{ ...each, at: Math.max(each.at, begins) }] : [],
      ),
    }),
    duration: Math.min(replay.duration, Math.max(ends, kept.times.at(-1) ?? 0)),
  }
}

function withRows(replay: Replay, keeps: (row: Row, at: number) => boolean): Replay {
  const { transcript, times } = replay
  return {
    ...replay,
    transcript: { ...transcript, rows: transcript.rows.filter(keeps) },
    times: times.filter((_time, at) => keeps(transcript.rows[at] as Row, at)),
  }
}
