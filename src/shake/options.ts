import type { BreakKind, Plan } from '../model/shake.ts'
import type { OpenWires } from '../net/wire/hidden/open-wires.ts'
import type { RunHost } from '../run/context/host.ts'

/** What a person may choose about shaking; see `scenario shake --help`. */
export interface ShakeOptions {
  /** Of all plans. */
  readonly seed: number
  /** So many runs of each scenario at most. */
  readonly runs: number
  /** Milliseconds after which no further run of a scenario is begun. */
  readonly time?: number
  /** So many runs of one scenario at once, where it claims nothing for itself. */
  readonly jobs: number
  /** Only this run of the seed, from 1. */
  readonly run?: number
  /** Only this plan, which is not shrunk. */
  readonly plan?: Plan
  /** One cut at each position of each stream, one after another, and `runs` of them at most, instead of what the seed says. */
  readonly everyByte?: boolean
  /** Answers the name of a scenario, beside the one that was shaken, as which the next finding is written; absent where none is. */
  readonly nameOfNext?: () => string
  /** Flags with which the scenarios run, for commands that repeat something: `--var`, `port=9000`. */
  readonly flags?: readonly string[]
  /** Flags with which the whole call is repeated: those of `flags`, and what is done to streams. */
  readonly again?: readonly string[]
  /** Connections are broken in these ways, instead of what the seed says. */
  readonly faults?: readonly BreakKind[]
}

/** The wires of one run, and what is asked about them when it is over. */
export interface RunWires extends Pick<OpenWires, 'streams' | 'notLed' | 'struck' | 'serves'> {
  /** What the run is handed. */
  readonly host: Partial<RunHost>
}

/** Makes the wires of a run that do what a plan says; where it is `watched`, what does not lead through them is looked for. */
export type WiresFor = (plan: Plan, how: { readonly watched: boolean }) => RunWires
