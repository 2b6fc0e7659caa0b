import type { Alias, Event, RawRow } from '../../model/event.ts'
import type { Problem } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import type { Failure } from '../../model/result.ts'
import type { Scenario, Step } from '../../language/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Clock } from '../time/clock.ts'
import type { Deadlines } from '../time/deadlines.ts'
import type { RunHost } from './host.ts'
import type { Numbers } from '../../model/raw-transcript.ts'
import type { Pulse } from '../time/pulse.ts'
import type { Turns } from '../time/turns.ts'
import type { Blocker } from './blocker.ts'
import type { Starvation } from './starvation.ts'
import type { RunLane } from '../lane/lane.ts'
import type { LaneSetting } from '../lane/lane-setting.ts'
import type { Recorder } from '../recording/recorder.ts'
import type { RunFolder } from './run-folder.ts'
import type { ActorInstance } from './actor-instance.ts'
import type { Names } from './scope.ts'

/** What a run is made of before it begins. */
export interface RunSetup {
  /** Stands for the run where plugins keep what its actors share. */
  readonly key: object
  readonly scenario: Scenario
  readonly registry: Registry
  readonly host: RunHost
  /** Whole numbers, as ports are, that the scenario's own text has. */
  readonly numbers: Numbers
  /** The line of a place in the scenario or a file that it includes, counted from 1. */
  lineOf(span: Span): number
}

/** The clock of a run and the time that its present step has. */
export interface RunTime {
  readonly clock: Clock
  readonly deadlines: Deadlines
  /** Milliseconds that the present step has left, for what cannot be interrupted by a timer. */
  left(): number
  /** Beats while some expectation has `after`. */
  readonly pulse: Pulse | undefined
  /** The turns in which something arrived, while some step compares times of arrival. */
  readonly turns: Turns | undefined
  /** Microseconds since the start: when the present step began. */
  stepBegan: number
  /** The same of the newest step before it that caused something: not one that only looked, as `expect`. */
  actedAt: number
  /** Milliseconds that the present step was given beyond its limit, and what still moved when it was. */
  granted: number
  moving: string | undefined
  starvation: Starvation
  /** Microseconds since the start: when an instance of a group, or one of several actors, was last done with. */
  progressed: number
  /** How many steps have needed no waiting since the event loop last turned for them. */
  hasty: number
}

/** Who takes part, and which connections they have with each other. */
export interface RunActors {
  /** By actor name; a group has several instances. In order of declaration. */
  readonly actors: ReadonlyMap<string, readonly ActorInstance[]>
  /** Every connection by its remote end, and every client by its local end, so that they find each other. */
  readonly byRemote: Map<string, { readonly server: ActorInstance; readonly number: number }>
  /** Names of actors that some step writes to, or ends the input of. */
  readonly spokenTo: ReadonlySet<string>
  /** Names of actors whose screens some step looks at. */
  watched(): ReadonlySet<string>
  /** Environment variables that the scenario lists for all programs. */
  programEnv: Readonly<Record<string, string>>
  /** Lanes of lives that a later life has ended; the final checks ask about them too. */
  readonly formerHistories: { readonly instance: ActorInstance; readonly lane: RunLane }[]
}

/** What the run writes down: rows for the transcript, events for the recording. */
export interface RunRows {
  readonly recorder: Recorder
  readonly rows: RawRow[]
  /** Rows that the transcript leaves out; absent where nobody asks for them. */
  readonly unshown: RawRow[] | undefined
  readonly laneSetting: LaneSetting<RunLane>
  /** Lanes whose rows belong to the present step, in the order in which the step names them. */
  touched: Set<RunLane>
}

/** Where in the scenario the run is. */
export interface StepPosition {
  step: Step | undefined
  /** Index of the present step, in the order in which steps run. */
  stepIndex: number
  /** Where each step that has begun stands, by its index. */
  readonly places: Span[]
  /** The rounds of the repeats that the present step stands in, outermost first: `round 3 of 5, colour = green`. */
  readonly rounds: string[]
  /** Steps with `known-bug` that were done. */
  readonly doneBugs: Set<Step>
}

/** Names and what they stand for: variables, facts, aliases, free ports, the folder of the run. */
export interface RunNames {
  readonly names: Names
  readonly aliases: Alias[]
  /** What stands among the aliases, so that a group's thousands are not searched. */
  readonly aliased: Set<string>
  /** Free ports drawn for this run, by name. */
  readonly ports: Map<string, number>
  readonly folder: RunFolder
}

/** Wakes waiters when something has changed. */
export interface RunChanges {
  /** Called after anything changed anywhere, while a step waits for more than lanes. */
  readonly listeners: Set<() => void>
  /** Called when the run must stop: by whom a lane or a promise wakes otherwise. */
  readonly stopping: Set<() => void>
  /** Counts everything that came, so that who waits for idle sees that nothing did. */
  readonly changes: Changes
  /** Who was not idle when it was last waited for. */
  notIdle: readonly Blocker[]
}

/** What has become of the run so far. */
export interface RunOutcome {
  /** Set when the run must stop: interruption, the scenario's limit, a forbidden line. */
  stopped: Failure | undefined
  /** The environment, not the conversation, made the run fail. */
  broken: boolean
  /** Why the scenario is skipped here. */
  skip: string | undefined
  /** The phase of the run: input during the teardown is not judged, and input after it belongs to no lane. */
  phase: 'steps' | 'teardown' | 'over'
  /** Broken contracts of plugins that did not stop the scenario. */
  readonly faults: Problem[]
  /** Asked at the final checks, by what they are about: a later one about the same takes the place of the first. */
  readonly endChecks: Map<object, EndCheck>
}

/** Whether what a step has asked for has come by the end of the scenario. */
export interface EndCheck {
  /** Where the step stands. */
  readonly place: Pick<Failure, 'span' | 'includedFrom' | 'round' | 'verb' | 'lane'>
  check(): Problem | undefined
}

/** The content of a failure: where the run stands, who takes part, and what they have done. */
export interface FailureContext extends StepPosition, RunTime, RunActors, RunChanges {}

/** What a call of a plugin needs, and a report of its mistakes. */
export interface GuardContext extends FailureContext, RunSetup, RunOutcome {}

/** What a verb needs that waits for something. */
export interface WaitContext extends GuardContext, RunRows {}

/** Everything that belongs to one run of one scenario. Functions take the parts that they need; nothing outlives the run. */
export interface RunContext extends WaitContext, RunNames {
  close(): void
}

/** How often something came, and the lane on which it did last: apart for actors with `tail: open`. */
export interface Changes {
  closed: number
  open: number
  readonly last: { closed: string; open: string }
}

export function record(context: RunRows, event: Event): void {
  context.recorder.write(event)
}

/** Stops the run at the next chance, with this failure, unless it has one already. */
export function stopRun(context: RunChanges & RunOutcome, failure: Failure): void {
  context.stopped ??= failure
  for (const listener of context.listeners) listener()
  for (const stopping of context.stopping) stopping()
}

/** Something came on a lane: its waiters look again. */
export function noteChange({ changes, listeners }: RunChanges, lane: RunLane): void {
  const which = lane.endless ? 'open' : 'closed'
  changes[which] += 1
  changes.last[which] = lane.name
  lane.waiter?.()
  if (lane.waiters !== undefined) for (const waiter of lane.waiters) waiter()
  if (listeners.size > 0) for (const listener of listeners) listener()
}

/** Marks a lane as one of the present step; the order of first marks is the order of its rows. */
export function touch(context: RunRows, lane: RunLane): void {
  context.touched.add(lane)
}

export function flush(context: RunTime & RunRows, lanes: Iterable<RunLane>, step: number): void {
  let at: number | undefined
  for (const lane of lanes) {
    const { group } = lane
    for (const raw of lane.rows.flush(step)) {
      const row = group === undefined ? raw : rowOfGroup(raw, group)
      if (!lane.shown || row.dropped === true) context.unshown?.push(row)
      if (!lane.shown) continue
      at ??= context.clock.micros()
      context.recorder.write({ type: 'row', at, row })
      if (row.dropped === true) continue
      context.rows.push(row)
      context.laneSetting.live?.onRow(row)
    }
  }
}

/** Most rows have nothing more than this, and a group has many. */
function rowOfGroup(raw: RawRow, { lane, instance }: NonNullable<RunLane['group']>): RawRow {
  const { mark, text, at, step } = raw
  const rare = raw.places ?? raw.styles ?? raw.dropped ?? raw.omitted ?? raw.outOfBand ?? raw.follows
  return rare === undefined ? { lane, mark, text, at, step, instance } : { ...raw, lane, instance }
}

/** A row that no lane received: a note, a wait. */
export function addRow(
  context: StepPosition & RunTime & RunRows,
  lane: string,
  mark: '#' | '*',
  text: string,
  places?: RawRow['places'],
): void {
  const at = context.clock.micros()
  const row: RawRow = { lane, mark, text, at, step: context.stepIndex, ...(places && { places }) }
  context.rows.push(row)
  context.recorder.write({ type: 'row', at: row.at, row })
  context.laneSetting.live?.onRow(row)
}
