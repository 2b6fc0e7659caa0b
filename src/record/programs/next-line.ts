import { unsentBy } from '../../kernel/tcp-queues.ts'
import type { ByHand } from '../../run/by-hand.ts'
import type { RecordedProgram } from './program.ts'
import { waitsForInput } from './readiness.ts'

/** Milliseconds for which a program that is never idle is waited for. */
const patience = 5000
/** The same for one that reads its terminal no more since the last line: it works on the answer, or waits for somebody elsewhere. */
const [whileWorking, whileWaiting] = [60_000, 10_000]
/** Milliseconds after which it is looked again who reads, where somebody is never idle. */
const slice = 500
/** The same where all is idle. */
const gap = 5

const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

/** Knows when the next line can be typed, by what the system shows of the programs. */
export class NextLine {
  readonly #run: ByHand
  readonly #programs: readonly RecordedProgram[]
  readonly #signal: AbortSignal
  /** Those that read their terminals when the last line could be typed. */
  #readers: readonly RecordedProgram[] = []

  constructor(run: ByHand, programs: readonly RecordedProgram[], signal: AbortSignal) {
    this.#run = run
    this.#programs = programs
    this.#signal = signal
  }

  /**
   * Resolves when all is idle, no bytes are under way between programs, and those that read their terminals before do so again; when that
   * is not so for a long time; or when the signal is aborted.
   */
  async ready(): Promise<void> {
    const began = performance.now()
    for (;;) {
      // What is acknowledged while it is looked who sleeps wakes somebody: nothing may be under way before and behind that.
      const wasUnderWay = this.#isUnderWay()
      const isIdle = await this.#run.idle(AbortSignal.any([this.#signal, AbortSignal.timeout(slice)]))
      const isAnswering = this.#readers.some((program) => program.running && !waitsForInput(program))
      const limit = !isAnswering ? patience : isIdle ? whileWaiting : whileWorking
      if (this.#signal.aborted || performance.now() - began > limit) break
      if (isIdle && !isAnswering && !wasUnderWay && !this.#isUnderWay()) break
      if (isIdle) await pause(gap)
    }
    this.#readers = this.#running().filter(waitsForInput)
  }

  #isUnderWay(): boolean {
    return unsentBy(this.#running().flatMap((program) => program.processes())) > 0
  }

  #running(): readonly RecordedProgram[] {
    return this.#programs.filter(({ running }) => running)
  }
}
