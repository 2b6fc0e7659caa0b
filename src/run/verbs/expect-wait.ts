import type { Failure } from '../../model/result.ts'
import type { RunContext, WaitContext } from '../context/run-context.ts'
import { quietTime } from '../expectation/absence.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { startStepDeadline, timeGranted, type Waiter } from '../idle/deadline.ts'
import { deadlineOf } from '../idle/waiting.ts'
import { showDuration } from '../../text/units.ts'
import { advance, type Hopeless, type Quiets } from './expect-advance.ts'
import type { RunLane } from '../lane/lane.ts'
import { expectationFailure } from './expect-failure.ts'
import { isComing, longestQuiet, type Waiting } from './expect-lanes.ts'
import { unwantedOn, unwantedSeen } from './expect-watches.ts'

/** What becomes of a step when its expectations are met, or one of them cannot be. */
type End = (outcome: Failure | Hopeless | undefined) => Promise<Failure | undefined> | Failure | undefined

/** Waits until the expectations of a step are met. Each lane wakes only its own. */
export class ExpectWait implements Waiter, Quiets {
  readonly #context: RunContext
  readonly #waits: readonly Waiting[]
  #timers: NodeJS.Timeout[] | undefined
  readonly #end: End
  #open: number
  #over = false
  #resolve: ((outcome: ReturnType<End>) => void) | undefined
  #reject: ((error: unknown) => void) | undefined
  #deadline: { stop(): void } | undefined

  /** `open` of them are not met yet; `end` makes the outcome of the step. */
  constructor(context: RunContext, waits: readonly Waiting[], open: number, end: End) {
    this.#context = context
    this.#waits = waits
    this.#open = open
    this.#end = end
  }

  begin(): Promise<Failure | undefined> {
    const context = this.#context
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      for (const waiting of this.#waits) this.#listen(waiting)
      context.stopping.add(this.#stopping)
      this.#deadline = startStepDeadline(context, longestQuiet(context, this.#waits), this)
      if (context.stopped !== undefined) this.#stopping()
    })
  }

  look(): boolean {
    for (const waiting of this.#waits) this.#changes(waiting)
    return this.#over
  }

  late(): void {
    const context = this.#context
    const why = `it did not come within ${showDuration(deadlineOf(context))}${timeGranted(context)}`
    this.#done(stepTimeout(context, this.#waits, why))
  }

  hopeless(): void {
    // Where nothing must come, it is the time that decides.
    if (longestQuiet(this.#context, this.#waits) > 0) return
    this.#done(stepTimeout(this.#context, this.#waits, 'it did not come, and everything is idle'))
  }

  partial(lane: RunLane): boolean {
    return this.#waits.some((waiting) => waiting.endpoint.lane === lane && isComing(waiting))
  }

  #listen(waiting: Waiting): void {
    const { run } = waiting
    if (isMet(waiting)) {
      if (waiting.watches.length > 0) waiting.endpoint.lane.waiter = () => this.#suspect(waiting)
      return
    }
    waiting.endpoint.lane.waiter = () => this.#changes(waiting)
    const milliseconds = run && quietTime(run)
    if (milliseconds !== undefined) this.quiet(waiting, run!, milliseconds)
  }

  readonly #stopping = (): void => {
    const failure = failureOfStop(this.#context, this.#waits)
    if (failure !== undefined) this.#done(failure)
  }

  #done(outcome: Failure | Hopeless | undefined): void {
    if (this.#over) return
    this.#over = true
    this.#deadline?.stop()
    for (const timer of this.#timers ?? []) clearTimeout(timer)
    for (const waiting of this.#waits) waiting.endpoint.lane.waiter = undefined
    this.#context.stopping.delete(this.#stopping)
    try {
      this.#resolve?.(this.#end(outcome))
    } catch (error) {
      this.#reject?.(error)
    }
  }

  #changes(waiting: Waiting): void {
    if (this.#over) return
    if (!isMet(waiting)) {
      const failure = advance(this.#context, waiting, this)
      if (failure !== undefined) return this.#done(failure)
      if (isMet(waiting) && --this.#open === 0) return this.#done(undefined)
    }
    this.#suspect(waiting)
  }

  /** What must not come fails the step in the next turn, unless the step is done by then. */
  #suspect(waiting: Waiting): void {
    if (this.#over || waiting.watches.length === 0 || !unwantedSeen(waiting)) return
    setImmediate(() => {
      const failure = this.#over ? undefined : unwantedOn(this.#context, waiting)
      if (failure !== undefined) this.#done(failure)
    })
  }

  /** What must be quiet begins when its turn comes: it has held when its timer is over and one more turn brought nothing. */
  quiet(waiting: Waiting, run: ExpectationRun, milliseconds: number): void {
    const held = () => {
      if (this.#over || waiting.run !== run) return
      run.over = true
      const failure = advance(this.#context, waiting)
      if (failure !== undefined) return this.#done(failure)
      waiting.index += 1
      waiting.run = undefined
      if (isMet(waiting) && --this.#open === 0) this.#done(undefined)
      else this.#changes(waiting)
    }
    ;(this.#timers ??= []).push(setTimeout(() => setImmediate(held), milliseconds))
  }
}

const isMet = ({ index, expectations }: Waiting): boolean => index >= expectations.length

/** The step's deadline has passed, or nothing can come any more: the first expectation that is still open is late. */
function stepTimeout(context: WaitContext, waits: readonly Waiting[], why: string): Failure {
  const late = waits.find((waiting) => waiting.index < waiting.expectations.length) as Waiting
  return expectationFailure(context, late.endpoint, late.run as ExpectationRun, undefined, why)
}

/** Why the run was stopped while the step waited, if it was. */
function failureOfStop(context: WaitContext, waits: readonly Waiting[]): Failure | undefined {
  const { stopped } = context
  if (stopped?.code !== 'scenario-timeout') return stopped
  const late = waits.find((waiting) => waiting.run !== undefined)
  return late === undefined ? stopped : outOfTime(context, late, stopped)
}

/** The scenario's own limit is over: its words, with what the expectation knows. */
function outOfTime(context: WaitContext, { endpoint, run }: Waiting, stopped: Failure): Failure {
  const { code, message, hint } = stopped
  const known = [context.moving, stopped.why].filter((part) => part !== undefined).map((part) => `; ${part}`)
  const failure = expectationFailure(
    context,
    endpoint,
    run as ExpectationRun,
    code,
    `it had not come when the time was over${known.join('')}`,
  )
  return { ...failure, message, ...(hint === undefined ? {} : { hint }) }
}
