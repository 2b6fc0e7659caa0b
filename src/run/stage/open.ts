import { dirname } from 'node:path'
import type { Alias } from '../../model/event.ts'
import type { Framer } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { Scenario, Step } from '../../language/scenario.ts'
import { allSteps, targetsIn, traitsOf } from '../../language/steps/traits.ts'
import { portsWrittenIn } from '../../text/ports.ts'
import { lineNumbers } from '../../text/line-numbers.ts'
import type { Span } from '../../model/span.ts'
import { startClock } from '../clock.ts'
import { Countdown } from '../countdown.ts'
import type { RunHost } from '../host.ts'
import { Pulse, measuresTime } from '../pulse.ts'
import type { RunLane } from '../lane/lane.ts'
import { Live } from '../lane/live.ts'
import { Recorder } from '../recording/recorder.ts'
import { framerOf } from './framer-of.ts'
import { passOver } from '../lane/cursor.ts'
import { mostMessages } from '../lane/lane.ts'
import { drawFreePort } from './free-ports.ts'
import { renaming } from './renaming.ts'
import type { Role } from './role.ts'
import { RunFolder } from './run-folder.ts'
import type { Names } from './scope.ts'
import { Variables } from './variables.ts'
import type { Stage } from './stage.ts'
import { deadlineOf } from '../waiting.ts'

/** Builds the stage of one run; nothing is started yet. */
export function openStage(scenario: Scenario, registry: Registry, host: RunHost): Stage {
  const clock = startClock(host.now, host.wall)
  const ports = new Map<string, number>()
  const numbers = new Set([...textsOf(scenario), ...(host.known ?? [])].flatMap(portsWrittenIn))
  const cast = new Map<string, readonly Role[]>()
  const aliases: Alias[] = []
  const folder = new RunFolder(host.tmpRoot, scenario.tmpMode, host.guardian, (volatile) =>
    aliases.push({ volatile, name: 'tmp' }),
  )
  const rename = renaming(aliases, numbers)
  const names: Names = {
    variables: new Variables(scenario.mask),
    facts: (name) => {
      const [actor, member] = name.split('#')
      return cast.get(actor as string)?.[member === undefined ? 0 : Number(member) - 1]?.actor?.facts()
    },
    env: host.env,
    tmp: () => folder.path,
    dir: dirname(scenario.source.file),
    asked: new Set(),
    freePort: (name) => {
      const known = ports.get(name)
      if (known !== undefined) return String(known)
      const port = drawFreePort(Math.floor(host.wall().getTime()) % 7919, numbers)
      ports.set(name, port)
      aliases.push({ volatile: String(port), name: `free-port.${name}` })
      return String(port)
    },
  }
  const stage: Stage = {
    scenario,
    registry,
    host,
    clock,
    countdown: new Countdown(clock),
    recorder: new Recorder(host.recordTo, host.redactor),
    folder,
    names,
    cast,
    aliases,
    aliased: new Set(),
    ports,
    numbers,
    story: [],
    byRemote: new Map(),
    listeners: new Set(),
    news: { closed: 0, open: 0, last: { closed: '', open: '' } },
    touched: new Set(),
    stopped: undefined,
    hasty: 0,
    stepIndex: -1,
    step: undefined,
    places: [],
    rounds: [],
    notIdle: [],
    spokenTo: new Set(spokenTo(scenario.steps)),
    formerHistories: [],
    broken: false,
    skip: undefined,
    phase: 'story',
    faults: [],
    stepBegan: 0,
    actedAt: 0,
    pulse: measuresTime(scenario.steps) ? new Pulse(clock) : undefined,
    granted: 0,
    moving: undefined,
    starvation: { asked: 0, given: 0 },
    progressed: 0,
    left: () => deadlineOf(stage) + stage.granted - (clock.micros() - stage.stepBegan) / 1000,
    laneSetting: {
      now: () => clock.micros(),
      record: (event) => stage.recorder.write(event),
      changed: (lane) => {
        const which = lane.endless ? 'open' : 'closed'
        stage.news[which] += 1
        stage.news.last[which] = lane.name
        lane.waiter?.()
        if (stage.listeners.size > 0) for (const listener of stage.listeners) listener()
      },
      limit: scenario.transcript.lines,
      longest: scenario.limits.line,
      unread: scenario.limits.unread,
      tooMuch: (lane, stream) =>
        passOver(lane, stream, { bytes: scenario.limits.unread / 2, messages: mostMessages / 2 }),
      rename: (bytes) => rename(host.redactor?.bytes(bytes) ?? bytes),
      watch: undefined,
      ...(host.told === undefined ? {} : { live: new Live((row) => host.told?.(row), scenario.transcript.lines) }),
    },
    lineOf: lineFinder(scenario),
    close: () => {
      stage.countdown.close()
      stage.pulse?.stop()
      for (const lane of lanesOf(stage)) lane.waiter = undefined
    },
  }
  for (const declaration of scenario.actors.values()) cast.set(declaration.name, membersOf(stage, declaration))
  return stage
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

function textsOf({ source, sources }: Scenario): string[] {
  return [source, ...sources.values()].map(({ text }) => text)
}

function lanesOf(stage: Stage): RunLane[] {
  return [...stage.cast.values()].flat().flatMap((role) => (role.lane === undefined ? [] : [role.lane]))
}

function membersOf(stage: Stage, declaration: ActorDeclaration): Role[] {
  const contribution = stage.registry.kinds.get(declaration.kind)
  if (contribution === undefined) return []
  const kind = contribution.value
  let framer: Framer | undefined
  const member = (name: string, number?: number): Role => ({
    name,
    member: number,
    declaration,
    kind,
    get framer() {
      return (framer ??= framerOf(stage, declaration, kind.framing))
    },
    lane: undefined,
    actor: undefined,
    starting: undefined,
    life: undefined,
    connections: [],
    callers: new Map(),
    arrived: 0,
    known: 0,
    addressed: 0,
    former: [],
  })
  if (declaration.count <= 1) return [member(declaration.name)]
  return Array.from({ length: declaration.count }, (_, index) => member(`${declaration.name}#${index + 1}`, index + 1))
}

const spokenTo = (steps: readonly Step[]): string[] =>
  [...allSteps(steps)].flatMap((step) =>
    traitsOf(step.verb).speaks === true ? targetsIn(step).map(({ actor }) => actor) : [],
  )
