import type { OutcomeJudge } from '../model/outcome-judge.ts'
import type { NotLed, Plan, Stream } from '../model/shake.ts'
import type { ScenarioResult } from '../model/result.ts'
import { run, type Checked } from '../pipeline.ts'
import { redactorOf } from '../pipeline/secrets.ts'
import type { RunHost } from '../run/context/host.ts'
import { randomCuts } from '../run/lane/random-cuts.ts'
import { scaleWithLeast } from '../run/time/scaled.ts'
import type { Entry } from '../suite/entry.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import { placesOf, runHostOf } from '../suite/run-one.ts'
import type { Redactor } from '../text/redactor.ts'
import { partsOf } from './parts.ts'
import type { RunWires, WiresFor } from './options.ts'

/** The scenario that is shaken. */
export interface Subject {
  readonly entry: Entry
  /** With a scenario: it is valid. */
  readonly checked: Checked
  readonly options: Pick<SuiteOptions, 'ci' | 'update' | 'out' | 'scenarios' | 'transcripts' | 'base' | 'timeoutScale'>
  readonly host: SuiteHost
  readonly wiresFor: WiresFor
}

/** One run of it. */
export interface PlannedRun {
  readonly result: ScenarioResult
  readonly streams: readonly Stream[]
  readonly notLed: readonly NotLed[]
}

/** How it runs; without a plan it has no wires, and is compared with its transcript. */
export interface How {
  readonly plan?: Plan
  /** Milliseconds that each step has at least, before what the plan delays; all that the scenario gives it when absent. */
  readonly patience?: number
  /** Judges how the actors take what the wires of the plan break. */
  readonly judge?: (wires: RunWires) => OutcomeJudge
  /** Its recording is kept. */
  readonly kept?: boolean
  /** What does not lead through wires is looked for, and `notLed` is complete. */
  readonly watched?: boolean
}

/** Runs it once. Writes no transcript. */
export async function runPlanned(
  subject: Subject,
  { plan, patience, judge, kept = false, watched = false }: How,
): Promise<PlannedRun> {
  const { entry, checked, host } = subject
  const { baseline, ...outputs } = placesOf(entry, { ...subject.options, ci: true, update: false }, host)
  const committed = host.services.files.read(baseline.file)
  const wires = plan && subject.wiresFor(plan, { watched })
  const ofSuite = runHostOf(host, { timeoutScale: scaleOf(subject, plan, patience) })
  const redactor = checked.scenario === undefined ? undefined : redactorOf(checked.scenario, ofSuite)
  const runHost = {
    ...ofSuite,
    ...(redactor === undefined ? {} : { redactor }),
    // Several runs share the process.
    besideOthers: true,
    ...('bytes' in committed ? { known: [new TextDecoder().decode(committed.bytes)] } : {}),
    // What others are compared with, and what decides, has all its time.
    ...(kept ? outputs : { givesUp: patience !== undefined }),
    ...(plan?.pieces === undefined ? {} : { cutBytes: randomCuts(plan.pieces) }),
    ...hostOf(wires, judge),
  }
  const compared = plan === undefined && 'bytes' in committed ? baseline : undefined
  const result = await run(checked, runHost, host.services, compared)
  return { result, ...wentThrough(wires, redactor) }
}

function wentThrough(wires: RunWires | undefined, redactor: Redactor | undefined): Omit<PlannedRun, 'result'> {
  if (wires === undefined) return { streams: [], notLed: [] }
  return { streams: wires.streams().map((stream) => withSecrets(stream, redactor)), notLed: wires.notLed() }
}

/** A stream with the places of the secrets in it, of which a run knows all when it is over. */
function withSecrets(stream: Stream, redactor: Redactor | undefined): Stream {
  const secrets = redactor?.placesIn(stream.bytes) ?? []
  return secrets.length === 0 ? stream : { ...stream, secrets }
}

function hostOf(wires: RunWires | undefined, judge: How['judge']): Partial<RunHost> {
  if (wires === undefined) return {}
  return judge === undefined ? wires.host : { ...wires.host, judge: judge(wires) }
}

function scaleOf({ checked, options }: Subject, plan: Plan | undefined, patience: number | undefined): number {
  const { timeoutScale = 1 } = options
  if (plan === undefined || checked.scenario === undefined) return timeoutScale
  const later = delayOf(plan)
  if (patience !== undefined) return timeoutScale * scaleWithLeast(patience + later, checked.scenario)
  // What is cut and delayed takes longer, and nothing that passes does.
  return timeoutScale * 2
}

/** Milliseconds by which a plan delays a run at most. */
const delayOf = (plan: Plan): number =>
  partsOf(plan).reduce((sum, part) => sum + (part.kind === 'delay' ? part.milliseconds : 0), 0)
