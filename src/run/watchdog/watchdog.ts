import { AsyncLocalStorage } from 'node:async_hooks'
import { writtenVerb } from '../../language/steps/traits.ts'
import type { Failure } from '../../model/result.ts'
import type { Source } from '../../model/span.ts'
import { accountNow as loadingNow } from '../../registry/loading.ts'
import { accountNow } from '../guard/open-handles.ts'
import type { StepPosition, RunSetup } from '../context/run-context.ts'
import { showDuration } from '../../text/units.ts'
import { culpritOn } from './culprit.ts'
import { startHeartbeat, type Heartbeat } from './heartbeat.ts'

/** The message about code from outside that does not give control back: a plugin, or a configuration. */
export interface Stuck {
  readonly failure: Failure
  readonly sources: ReadonlyMap<string, Source>
}

export interface Watch {
  /** The folder of this program: what stands there is not from outside. */
  readonly ours: string
  /** A path as messages show it. */
  shown(file: string): string
  /** Prints the message and leaves; called in the midst of the loop, and no other code will run again. */
  giveUp(stuck: Stuck): void
}

/** Before any scenario has set the time of its steps, such as while a plugin is loaded. */
const usual = 10_000
/** What a busy machine may add. */
const slack = 2000

/** What is told of a run when a plugin holds it up. */
type Watched = StepPosition & RunSetup

const scenes = new AsyncLocalStorage<Watched>()
/** How long the steps of scenarios that run now may take at most. */
const running = new Map<Watched, number>()
let heart: Promise<Heartbeat | undefined> | undefined

/** From now on code from outside that never gives control back is named, and the program left. */
export async function startWatchdog(watch: Watch): Promise<void> {
  heart ??= startHeartbeat(() => look(watch), patience())
  await heart
}

/** Plays a scenario that has plugins from outside, so that it can be blamed for them. */
export async function onWatch<T>(context: Watched, longest: number, work: () => Promise<T>): Promise<T> {
  running.set(context, longest)
  await adjust()
  try {
    return await scenes.run(context, work)
  } finally {
    running.delete(context)
    await adjust()
  }
}

const patience = (): number => (running.size === 0 ? usual : Math.max(...running.values()) + slack)

async function adjust(): Promise<void> {
  const started = await heart
  if (started !== undefined) started.patience = patience()
}

function look({ ours, shown, giveUp }: Watch): void {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = Infinity
  const culprit = culpritOn(new Error('stuck').stack ?? '', ours)
  Error.stackTraceLimit = before
  if (culprit === undefined) return
  const at = `${shown(culprit.file)}${culprit.place.slice(culprit.file.length)}`
  const since = `has not given control back for ${showDuration(patience())}`
  const why = `it is at ${at}, and nothing else can run meanwhile`
  if (loadingNow()?.isConfiguration === true) {
    const message = `the configuration ${since}`
    const hint = 'what it computes must come to an end: correct it'
    return giveUp({ failure: { code: 'broken-config', broken: true, message, why, hint }, sources: new Map() })
  }
  const context = scenes.getStore()
  const who = accountNow()?.who ?? `the plugin in ${shown(culprit.file)}`
  giveUp({
    failure: {
      code: 'plugin-error',
      broken: true,
      message: `${who} ${since}`,
      ...(context === undefined ? {} : placeOf(context)),
      why,
      hint: 'this is a mistake in the plugin, not in the scenario: report it to its author',
    },
    sources:
      context === undefined
        ? new Map()
        : new Map([[context.scenario.source.file, context.scenario.source], ...context.scenario.sources]),
  })
}

/** The present step, or the scenario's first line outside of steps. */
function placeOf({ step, scenario: { source } }: StepPosition & RunSetup): Pick<Failure, 'span' | 'verb'> {
  if (step !== undefined) return { span: step.span, verb: writtenVerb(step) }
  return { span: { file: source.file, start: 0, end: /^.*/.exec(source.text)![0].length } }
}
