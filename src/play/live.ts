import type { Styling } from '../model/screen.ts'
import type { LaneInfo, RawRow } from '../model/event.ts'
import type { Failure } from '../model/result.ts'
import type { Step } from '../language/scenario.ts'
import type { Services } from '../pipeline.ts'
import type { Key } from '../terminal/key.ts'
import type { InteractiveTerminal } from '../terminal/terminal.ts'
import { typedInto } from '../terminal/typed-text.ts'
import type { Palette } from '../text/palette.ts'
import { positionOf } from '../text/position.ts'
import { ExtraSteps, type Extra } from './extra-steps.ts'
import { liveScreen } from './live-screen.ts'

export interface LiveOptions {
  readonly title: string
  /** Absolute. */
  readonly file: string
  readonly lanes: readonly LaneInfo[]
  readonly services: Services
  readonly palette: Palette & Styling
  readonly startedAt: Date
  /** Called when the person leaves before the end. */
  leave(): void
}

const keys = 'space step · c go on · b break at a line · : write a step · q quit'
const failedKeys = ': try another step · space, c end the run · q quit'

/** What is being typed, and what it is for. */
interface Typing {
  readonly for: 'break' | 'step'
  readonly text: string
}

/** A person at a scenario that runs: it waits before each step, and other steps can be written in between. */
export class LiveRun {
  readonly #terminal: InteractiveTerminal
  readonly #options: LiveOptions
  readonly #extras: ExtraSteps
  readonly #rows: RawRow[] = []
  /** By their lines in the file as it is now. */
  #breaks = new Set<number>()
  #messages: readonly string[] = []
  #isGoingOn = false
  #typing: Typing | undefined
  /** The text of the step that was written last. */
  #written = ''
  /** A step that was tried, and may be kept in the file. */
  #tried: Extra | undefined
  #isOver = false
  /** The step that was written last, while it runs. */
  #own: Step | undefined
  #hasFailed = false
  #at: { readonly step: Step; readonly failed: boolean; answer(extra: Step | undefined): void } | undefined
  #end: (() => void) | undefined
  #drawing: ReturnType<typeof setImmediate> | undefined

  constructor(terminal: InteractiveTerminal, options: LiveOptions) {
    this.#terminal = terminal
    this.#options = options
    this.#extras = new ExtraSteps(options.file, options.services)
    terminal.onKey((key) => this.#take(key))
    terminal.onResize(() => this.#draw())
    terminal.onEnd(() => this.#leave())
  }

  /** Part of the run's host. */
  readonly onRow = (row: RawRow): void => {
    this.#rows.push(row)
    // Many may come at once, and a drawing looks at all of them.
    this.#drawing ??= setImmediate(() => this.#draw())
  }

  /** Part of the run's host. */
  readonly beforeStep = async (step: Step, failure?: Failure): Promise<Step | undefined> => {
    if (step === this.#own || this.#isOver) return undefined
    // What fails behind a step of the person is that one, and the run goes on.
    if (this.#own === undefined) this.#hasFailed = failure !== undefined
    if (failure !== undefined)
      this.#messages = [`failed: ${failure.message}`, ...(failure.why === undefined ? [] : [failure.why])]
    else if (this.#tried !== undefined) this.#messages = ['it passed; k keeps it in the file, above this step']
    if (failure !== undefined) this.#tried = undefined
    if (failure === undefined && this.#isGoingOn && !this.#breaks.has(this.#lineOf(step))) return undefined
    this.#isGoingOn = false
    return new Promise((resolve) => {
      const answer = (extra: Step | undefined): void => {
        this.#at = undefined
        this.#own = extra
        resolve(extra)
      }
      this.#at = { step, failed: this.#hasFailed, answer }
      this.#draw()
    })
  }

  /** Shows how the run has ended, until a key is pressed. */
  async over(outcome: readonly string[]): Promise<void> {
    if (this.#isOver) return
    this.#messages = outcome
    await new Promise<void>((resolve) => {
      this.#end = resolve
      this.#draw()
    })
  }

  #take(key: Key): void {
    if (this.#typing !== undefined) return this.#type(this.#typing, key)
    if (key.name === 'q' || key.name === 'ctrl-c' || this.#end !== undefined) return this.#leave()
    const at = this.#at
    if (at === undefined) {
      this.#messages = ['keys wait for this step to end; q ends the run']
      return this.#draw()
    }
    if (key.name === 'space' || key.name === 'c') {
      this.#isGoingOn = key.name === 'c'
      this.#messages = []
      this.#tried = undefined
      at.answer(undefined)
    } else if (key.name === 'b') this.#typing = { for: 'break', text: '' }
    else if (key.name === ':') this.#typing = { for: 'step', text: '' }
    else if (key.name === 'k' && this.#tried !== undefined) this.#keep(this.#tried)
    this.#draw()
  }

  #type({ for: what, text }: Typing, key: Key): void {
    const isAgain = key.name === 'up' && what === 'step'
    const typed = isAgain ? { text: this.#written, came: 'goes on' } : typedInto(text, key)
    this.#typing = typed.came === 'goes on' ? { for: what, text: typed.text } : undefined
    if (typed.came === 'entered') void this.#typed({ for: what, text })
    this.#draw()
  }

  async #typed({ for: what, text }: Typing): Promise<void> {
    const at = this.#at
    if (at === undefined || text.trim() === '') return
    if (what === 'break') {
      const line = Number(text)
      if (Number.isInteger(line) && line > 0) this.#breaks.add(line)
      this.#messages = [Number.isInteger(line) && line > 0 ? `it waits at line ${line}` : `“${text}” is not a line`]
      return this.#draw()
    }
    this.#written = text
    const extra = await this.#extras.read(text, at.step.span)
    if ('problems' in extra) {
      this.#messages = extra.problems.map(({ message, hint }) =>
        hint === undefined ? message : `${message} (${hint})`,
      )
      return this.#draw()
    }
    this.#messages = [`running ${text}`]
    this.#tried = extra
    at.answer(extra.step)
    this.#draw()
  }

  #keep(tried: Extra): void {
    const problem = this.#extras.keep(tried)
    this.#messages = [problem?.message ?? `kept in ${this.#options.services.shown(tried.file)}`]
    if (problem === undefined && this.#at !== undefined) {
      const written = this.#lineOf(this.#at.step) - 1
      this.#breaks = new Set([...this.#breaks].map((line) => (line < written ? line : line + 1)))
    }
    this.#tried = undefined
  }

  #leave(): void {
    this.#isOver = true
    this.#end?.()
    this.#options.leave()
    this.#at?.answer(undefined)
  }

  #lineOf(step: Step): number {
    return positionOf(this.#textOf(step), step.span.start).line + this.#extras.keptAbove(step.span)
  }

  #textOf({ span }: Step): string {
    return this.#extras.originalOf(span.file)
  }

  #draw(): void {
    clearImmediate(this.#drawing)
    this.#drawing = undefined
    const { title, file, services, lanes, palette, startedAt } = this.#options
    const at = this.#at
    const step = at && {
      line: this.#lineOf(at.step),
      lines: this.#textOf(at.step).slice(at.step.span.start, at.step.span.end).trimEnd().split(/\r?\n/),
    }
    const prompt = this.#typing && (this.#typing.for === 'break' ? 'break at line: ' : ': ')
    const foot =
      this.#typing !== undefined
        ? `${prompt}${this.#typing.text}▏`
        : palette.dim(
            this.#end !== undefined
              ? 'any key: leave'
              : at === undefined
                ? 'running · q quit'
                : at.failed
                  ? failedKeys
                  : keys,
          )
    const live = {
      title,
      file: services.shown(file),
      startedAt,
      lanes,
      rows: this.#rows,
      step,
      messages: this.#messages,
      foot,
    }
    this.#terminal.draw(liveScreen(live, palette, this.#terminal))
  }
}
