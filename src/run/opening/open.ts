import { dirname } from 'node:path'
import type { Alias } from '../../model/event.ts'
import type { Registry } from '../../model/registry.ts'
import type { Scenario, Step } from '../../language/scenario.ts'
import { masksOf } from '../../language/steps/masks.ts'
import { allSteps, targetsIn, traitsOf } from '../../language/steps/traits.ts'
import { WrittenPorts } from '../../text/ports.ts'
import { lineNumbers } from './line-numbers.ts'
import type { Span } from '../../model/span.ts'
import { startClock } from '../time/clock.ts'
import { Deadlines } from '../time/deadlines.ts'
import type { RunHost } from '../context/host.ts'
import { Pulse, measuresTime } from '../time/pulse.ts'
import type { RunLane } from '../lane/lane.ts'
import type { LaneSetting } from '../lane/lane-setting.ts'
import { Live } from '../lane/live.ts'
import { Recorder } from '../recording/recorder.ts'
import { instancesOf } from './instances.ts'
import { passOver } from '../lane/cursor.ts'
import { mostMessages } from '../lane/lane.ts'
import { drawFreePort } from '../context/free-ports.ts'
import { renaming } from '../context/renaming.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import { RunFolder } from '../context/run-folder.ts'
import type { Names } from '../context/scope.ts'
import { Variables } from '../context/variables.ts'
import {
  noteChange,
  type RunContext,
  type RunActors,
  type RunChanges,
  type RunOutcome,
  type RunRows,
  type RunTime,
  type StepPosition,
} from '../context/run-context.ts'
import { Turns, comparesArrivals } from '../time/turns.ts'
import type { Stream } from '../lane/stream.ts'
import { watchedScreens } from './watched-screens.ts'
import { deadlineOf } from '../idle/waiting.ts'

/** Builds the stage of one run; nothing is started yet. */
export function openRun(scenario: Scenario, registry: Registry, host: RunHost): RunContext {
  const clock = startClock(host.now, host.wall)
  const ports = new Map<string, number>()
  const numbers = new WrittenPorts([...textsOf(scenario), ...(host.known ?? [])])
  const actors = new Map<string, readonly ActorInstance[]>()
  const aliases: Alias[] = []
  const folder = new RunFolder(host.tmpRoot, scenario.tmpMode, host.reaper, (volatile) =>
    aliases.push({ volatile, name: 'tmp' }),
  )
  const rename = renaming(aliases, numbers)
  const turns = comparesArrivals(scenario.steps, registry) ? new Turns() : undefined
  const recorder = new Recorder(host.recordTo, host.redactor, host.recordAtOnce)
  const names = namesOf({ scenario, host, actors, aliases, ports, numbers, folder })
  const context: RunContext = {
    key: Object.freeze({}),
    scenario,
    registry,
    host,
    clock,
    deadlines: new Deadlines(clock),
    recorder,
    folder,
    names,
    actors,
    aliases,
    aliased: new Set(),
    ports,
    numbers,
    rows: [],
    unshown: host.keepUnshown === true ? [] : undefined,
    byRemote: new Map(),
    listeners: new Set(),
    stopping: new Set(),
    changes: { closed: 0, open: 0, last: { closed: '', open: '' } },
    ...beforeSteps(),
    programEnv: {},
    spokenTo: new Set(spokenTo(host.judge === undefined ? scenario.steps : [...scenario.steps, ...scenario.onFault])),
    watched: onceAsked(() => watchedScreens(scenario, registry)),
    formerHistories: [],
    pulse: measuresTime(scenario.steps) ? new Pulse(clock) : undefined,
    turns,
    left: () => deadlineOf(context) + context.granted - (clock.micros() - context.stepBegan) / 1000,
    laneSetting: laneSettingOf({ scenario, host, clock, recorder, turns }, rename, (lane) => noteChange(context, lane)),
    lineOf: lineFinder(scenario),
    close: () => stopWaiting(context),
  }
  for (const declaration of scenario.actors.values()) actors.set(declaration.name, instancesOf(context, declaration))
  return context
}

/** Where a run stands before its first step, and what has become of it. */
const beforeSteps = (): RunOutcome &
  StepPosition &
  Pick<RunRows, 'touched'> &
  Pick<RunChanges, 'notIdle'> &
  StepTimes => ({
  touched: new Set(),
  stopped: undefined,
  hasty: 0,
  stepIndex: -1,
  step: undefined,
  places: [],
  rounds: [],
  doneBugs: new Set(),
  notIdle: [],
  broken: false,
  skip: undefined,
  phase: 'steps',
  faults: [],
  endChecks: new Map(),
  stepBegan: 0,
  actedAt: 0,
  granted: 0,
  moving: undefined,
  starvation: { asked: 0, given: 0 },
  progressed: 0,
})
type StepTimes = Omit<RunTime, 'clock' | 'deadlines' | 'left' | 'pulse' | 'turns'>

/** No timer of the run fires any more, and no lane wakes anybody. */
function stopWaiting(context: RunTime & RunActors): void {
  context.deadlines.close()
  context.pulse?.stop()
  for (const lane of lanesOf(context)) lane.waiter = undefined
}

function laneSettingOf(
  { scenario, host, clock, recorder, turns }: Pick<RunContext, 'scenario' | 'host' | 'clock' | 'recorder' | 'turns'>,
  rename: (bytes: Uint8Array) => Uint8Array,
  changed: LaneSetting<RunLane>['changed'],
): LaneSetting<RunLane> {
  return {
    ...limitsOfLanes(scenario, host),
    now: turns === undefined ? () => clock.micros() : () => turns.note(clock.micros()),
    record: (event) => recorder.write(event),
    changed,
    rename: (bytes) => rename(host.redactor?.bytes(bytes) ?? bytes),
    watch: undefined,
  }
}

/** How much lanes keep, and who looks on. */
function limitsOfLanes({ limits, transcript }: Scenario, { onRow }: RunHost) {
  const { unread, line: longest } = limits
  return {
    limit: transcript.lines,
    longest,
    unread,
    tooMuch: (lane: RunLane, stream: Stream) =>
      passOver(lane, stream, { bytes: unread / 2, messages: mostMessages / 2 }),
    ...(onRow === undefined ? {} : { live: new Live((row) => onRow(row), transcript.lines) }),
  }
}

/** What placeholders stand for in this run. */
function namesOf(
  run: Pick<RunContext, 'scenario' | 'host' | 'actors' | 'aliases' | 'ports' | 'numbers' | 'folder'>,
): Names {
  const { scenario, host, actors, aliases, ports, numbers, folder } = run
  return {
    variables: new Variables(masksOf(scenario)),
    facts: (name) => {
      const [actor, instance] = name.split('#')
      return actors.get(actor as string)?.[instance === undefined ? 0 : Number(instance) - 1]?.actor?.facts()
    },
    env: host.env,
    tmp: () => folder.path,
    dir: dirname(scenario.source.file),
    asked: new Set(),
    freePort: (name) => {
      const known = ports.get(name)
      if (known !== undefined) return String(known)
      const port = drawFreePort(Math.floor(host.wall().getTime()) % 7919, numbers, host.portShare)
      ports.set(name, port)
      aliases.push({ volatile: String(port), name: `free-port.${name}` })
      return String(port)
    },
  }
}

/** Line numbers of the scenario and what it includes; each text is read through once, when it is first asked about. */
function lineFinder({ source, sources }: Scenario): (span: Span) => number {
  const finders = new Map<string, (offset: number) => number>()
  return ({ file, start }) => {
    let finder = finders.get(file)
    if (finder === undefined) {
      finder = lineNumbers((sources.get(file) ?? source).text)
      finders.set(file, finder)
    }
    return finder(start)
  }
}

const textsOf = ({ source, sources }: Scenario): string[] => [source, ...sources.values()].map(({ text }) => text)

function lanesOf(context: RunActors): RunLane[] {
  return [...context.actors.values()].flat().flatMap((instance) => (instance.lane === undefined ? [] : [instance.lane]))
}

const spokenTo = (steps: readonly Step[]): string[] =>
  [...allSteps(steps)].flatMap((step) =>
    traitsOf(step.verb).speaks === true ? targetsIn(step).map(({ actor }) => actor) : [],
  )

/** Most runs never ask. */
function onceAsked<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
