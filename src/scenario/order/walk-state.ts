import type { ActorKind } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import type { Problem } from '../../model/problem.ts'
import type { ActorDeclaration, Target } from '../../model/scenario.ts'
import type { Scenario, Step } from '../../language/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Gaps } from '../../language/gaps.ts'
import { allSteps, startedBy } from '../../language/steps/traits.ts'
import { everythingSet } from './everything-set.ts'
import { concerned, mayStart } from './may-start.ts'
import { openCollector, type ProblemCollector } from './problem-collector.ts'

/** What is known about the scenario at one step of the walk. */
export interface WalkState {
  readonly scenario: Scenario
  readonly registry: Registry
  readonly collector: ProblemCollector
  /** Variables that have a value by now. */
  readonly variables: Set<string>
  /** Variables that get a value anywhere in the scenario. */
  readonly everSet: Set<string>
  /** Variables that steps set. */
  readonly changing: ReadonlySet<string>
  readonly actors: Map<string, WalkedActor>
  readonly gaps: Gaps
  /** Names that steps which could not be read may have given to something. */
  readonly maybe: Set<string>
  /** Enclosing repeats, outermost first. */
  readonly rounds: Rounds[]
  /** True when a program, a proxy or the like may connect to servers on its own account. */
  readonly strangers: boolean
  /** Which end may cause which, once it was looked up. */
  readonly neighbours: Map<string, ReadonlySet<string>>
  /** The program that the step before has started without a `ready`. */
  unready: string | undefined
  /** The last step that is more than a remark. */
  last: Step | undefined
}

/** An actor on its way through the scenario. */
export interface WalkedActor {
  readonly declaration: ActorDeclaration
  readonly kind: ActorKind | undefined
  /** Some step starts, connects or runs it. */
  startedSomewhere: boolean
  /** By now it has been started at least once. */
  started: boolean
  running: boolean
  /** Since its start some step could have brought its end. */
  mayHaveEnded: boolean
  /** Where it was first used without having been started. */
  usedBefore: Span | undefined
  /** The present life of a server or proxy. */
  lifetime: Lifetime | undefined
  echo: PendingEcho | undefined
  /** The signal by which it is to end, as long as no step has addressed it since. */
  signalled: Signalled | undefined
}

/** A server's or proxy's time between two starts: its connections are counted from 1 in it. */
export interface Lifetime {
  /** How many repeats were open when it began: later ones multiply its connects. */
  depth: number
  listening: boolean
  /** Connects that steps make to it. */
  connects: number
  /** A client that the steps do not show may connect as well. */
  uncertain: boolean
  /** Programs that were started at the same time may connect in any order. */
  mixed: boolean
  /** Places that name plain `server` and mean its one connection. */
  readonly plain: Target[]
  /** Places that name `server#2`, and how many had connected by then. */
  readonly numbered: { readonly target: Target; readonly number: number; readonly soFar: number }[]
}

/** The line just typed at a terminal, until an expectation has passed its echo. */
export interface PendingEcho {
  readonly line: string
  /** Kept back until it is known whether a second expectation asks for the same text: then the author knows of the echo. */
  warning: Problem | undefined
}

/** A signal that no later step of its program follows. */
export interface Signalled {
  readonly name: string
  readonly step: Step
  readonly target: Target
}

export interface Rounds {
  /** How often its steps run; Infinity when only the run can decide. */
  readonly times: number
  /** Where actors are started in the body; undefined for one that the body ends before it starts it. */
  readonly starts: Map<string, Span | undefined>
}

export function openWalk(scenario: Scenario, registry: Registry, gaps: Gaps, given: readonly string[] = []): WalkState {
  const steps = [...scenario.steps, ...scenario.onFault]
  const startedSomewhere = new Set([...allSteps(steps)].flatMap(startedBy).map(({ actor }) => actor))
  const actors = new Map<string, WalkedActor>()
  let strangers = gaps.unreadable.size > 0
  for (const declaration of scenario.actors.values()) {
    const kind = registry.kinds.get(declaration.kind)?.value
    strangers ||= kind === undefined || mayConnectByItself(kind, declaration)
    actors.set(declaration.name, {
      declaration,
      kind,
      startedSomewhere: startedSomewhere.has(declaration.name),
      started: false,
      running: false,
      mayHaveEnded: false,
      usedBefore: undefined,
      lifetime: undefined,
      echo: undefined,
      signalled: undefined,
    })
  }
  markGaps(gaps, actors)
  return {
    scenario,
    registry,
    gaps,
    maybe: new Set(gaps.words),
    collector: openCollector(),
    variables: new Set(given),
    everSet: new Set(given),
    changing: everythingSet(steps, registry),
    actors,
    rounds: [],
    neighbours: new Map(),
    strangers,
    unready: undefined,
    last: undefined,
  }
}

/** What a step that could not be read may have started counts as started somewhere. */
function markGaps(gaps: Gaps, actors: ReadonlyMap<string, WalkedActor>): void {
  for (const gap of gaps.stepGaps.values()) {
    if (!mayStart(gap)) continue
    for (const name of concerned(gap, [...actors.keys()])) actors.get(name)!.startedSomewhere = true
  }
}

function mayConnectByItself(kind: ActorKind, declaration: ActorDeclaration): boolean {
  if (kind.role === 'client' || kind.role === 'peer') return false
  return kind.role !== 'server' || declaration.refersTo.length > 0
}

/** The verb that sets a kind going. */
export const startingVerb = (kind: ActorKind | undefined): 'start' | 'connect' =>
  kind?.role === 'client' ? 'connect' : 'start'
/** The words in a message for how it has been started. */
export const startedWord = (kind: ActorKind | undefined): 'started' | 'connected' =>
  kind?.role === 'client' ? 'connected' : 'started'

/** Remembers that a variable has a value from here on. */
export function setVariable(walk: WalkState, name: string): void {
  walk.variables.add(name)
  walk.everSet.add(name)
}
