import { problemError, type Facts, type Lane, type Problem, type processes, type Screen } from '../../src/plugin.ts'
import type { Course } from './daemon.ts'
import { askAll, endGroup, type Stop } from './end-group.ts'
import { isSignal, sizeOption, type Options } from './options.ts'
import { inputOf } from './standard-input.ts'
import { seenWaiting, waits } from './ready/input.ts'
import { lookUntil } from './ready/watch.ts'
import { wordsOf, type Running } from './process/running.ts'
import { send } from './process/send.ts'
import { Typed } from './process/typed.ts'
import { plainModes, type Modes } from './process/modes.ts'
import type { ActorWithScreen } from './screen/verb.ts'
import { ScreenWatch } from './screen/watch.ts'

export interface Program {
  readonly lane: Lane
  readonly options: Options
  readonly running: Running
  readonly processTree: processes.ProcessTree
  readonly facts: Readonly<Record<string, string | number>>
  readonly stop: Stop
  readonly course: Course
}

/** What a step sends to make a program end; others, such as SIGHUP, ask for something else. */
const endings: ReadonlySet<string> = new Set(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGKILL'])

/** What the core sees of a running program. */
export class ProgramActor implements ActorWithScreen {
  readonly #program: Program
  /** Aborted when nobody looks any more whether it waits for input. */
  readonly #lookingOver = new AbortController()
  #looking = false
  #inputEnded = false
  readonly #watch: ScreenWatch | undefined
  readonly #typed: Typed

  constructor(program: Program) {
    this.#program = program
    this.#typed = new Typed(() => program.processTree.pids())
    this.#inputEnded = typeof program.options.stdin === 'object'
    this.#watch = watchOf(program, () => this.busy())
    void program.course.over.then(() => {
      this.#lookingOver.abort()
      this.#watch?.ends()
    })
  }

  get typed(): boolean {
    return this.#program.running.resize !== undefined
  }

  /** What it has turned on at its terminal by now. */
  get modes(): Modes {
    return this.#program.running.modes ?? plainModes
  }

  facts(): Facts {
    return this.#program.facts
  }

  send(bytes: Uint8Array, { times }: { readonly times: number }): void {
    const { lane, running } = this.#program
    this.#mustRun('nothing can be sent to it')
    if (this.#inputEnded && !this.typed)
      throw problemError(
        'step-failed',
        `the input of “${lane.name}” was ended before, so nothing can be sent to it`,
        undefined,
        'failed',
      )
    if (this.typed) this.#typed.types()
    running.write(bytes, times)
  }

  async end(): Promise<void> {
    this.#reportEnd('input ended')
    if (this.typed) this.#typed.types()
    await this.#program.running.endInput()
  }

  async exit(): Promise<void> {
    const { options, running, processTree, course, stop } = this.#program
    if (running.left() === undefined) {
      if (options.exit === undefined) await this.end()
      else this.#sendExit(options.exit)
    }
    // What its first process leaves behind may be the program, whenever that process leaves.
    await course.decided
    if (course.phase() === 'background') {
      course.asked()
      askAll(processTree, stop.signal)
    }
    await course.over
  }

  async close(): Promise<void> {
    if (!this.typed) return this.end()
    this.#reportEnd('terminal closed')
    this.#program.running.hangUp()
  }

  signal(name: string, { group }: { readonly group: boolean }): void {
    const { running, processTree, facts, course, stop } = this.#program
    if (!isSignal(name))
      throw problemError(
        'invalid-value',
        `this system does not know the signal “${name}”`,
        'write its name, such as SIGINT, SIGTERM or SIGHUP',
        'failed',
      )
    if (course.phase() === 'background') {
      if (endings.has(name) || name === stop.signal) course.asked()
      if (group) askAll(processTree, name)
      else send(Number(facts['pid']), name)
      return
    }
    this.#mustRun(`${name} has no target`)
    send(group ? -running.pid : running.pid, name)
  }

  set(option: string, value: unknown): string | undefined {
    const { running } = this.#program
    if (option !== 'size') return `a program has no option “${option}” to set while it runs; its terminal has “size”`
    if (running.resize === undefined) return 'only a program on a terminal (pty: true) has a size'
    const size = sizeOption.safeParse(value)
    if (!size.success) return 'a size is { cols: 80, rows: 24 }'
    this.#mustRun('its terminal has no size any more')
    running.resize(size.data.cols, size.data.rows)
    return undefined
  }

  busy(): boolean {
    return busy(this.#program) || this.#typed.isOnItsWay
  }

  processes(): readonly number[] {
    return this.#program.processTree.pids()
  }

  look(event: string): void {
    if (event === 'waiting' && this.#program.course.phase() === 'running') void this.#lookForWaiting()
    if (event === 'still') void this.#lookForStill()
  }

  watchScreen(seen: Screen | undefined): void {
    this.#watch?.watch(seen)
  }

  screen(): Screen | undefined {
    return this.#program.running.screen?.shown()
  }

  modesOfTerminal = (): ReadonlySet<number> => this.modes.on

  async screenNow(): Promise<Screen | undefined> {
    await this.#program.running.screen?.upToDate()
    return this.screen()
  }

  state(): string {
    const { running, course, lane } = this.#program
    const left = running.left()
    if (course.phase() === 'background') return 'running in the background'
    if (left !== undefined) return wordsOf(left)
    const state = waits(this.#program) ? 'running, waits for input' : 'running'
    if (!this.modes.alternateScreen) return state
    // Who expects it already needs no hint.
    return `${state}, on the alternate screen${lane.isWatched?.() === true ? '' : ' (expect its “screen”)'}`
  }

  async stop({ grace }: { readonly grace: number }): Promise<Problem | undefined> {
    const { lane, running, processTree, course, stop } = this.#program
    this.#lookingOver.abort()
    this.#watch?.close()
    const sooner = { ...stop, grace: Math.min(stop.grace, grace) }
    const { problem, gone } = await endGroup(lane.name, running, processTree, sooner, course.phase() === 'background')
    course.close()
    if (gone) lane.guard?.removeGroup(running.pid)
    return problem
  }

  async #lookForWaiting(): Promise<void> {
    if (this.#looking) return
    const { lane, running, course } = this.#program
    this.#looking = true
    const look = () => (running.unsent() ? undefined : seenWaiting(this.#program))
    const found = await lookUntil(look, this.#lookingOver.signal)
    this.#looking = false
    if (found && course.phase() === 'running')
      lane.event({ name: 'waiting', words: 'waiting for input', outOfBand: true })
  }

  async #lookForStill(): Promise<void> {
    const { lane } = this.#program
    if (this.#looking) return
    this.#looking = true
    const idle = await lane.idle?.(this.#lookingOver.signal)
    this.#looking = false
    if (idle === true) lane.event({ name: 'still', words: 'screen is still', outOfBand: true })
  }

  /** Its row stands at the step that does it, as that of a FIN. */
  #reportEnd(words: string): void {
    const { lane, options, running } = this.#program
    if (!this.#inputEnded && inputOf(options, lane) === 'pipe' && running.left() === undefined)
      lane.event({ name: 'input-ended', words, did: 'end' })
    this.#inputEnded = true
  }

  #sendExit(text: string): void {
    const { lane, running } = this.#program
    lane.replied(text)
    const line = new TextEncoder().encode(`${text}${this.typed ? '\r' : '\n'}`)
    lane.sent(line)
    running.write(line, 1)
  }

  #mustRun(what: string): void {
    const { lane, running } = this.#program
    const left = running.left()
    if (left !== undefined)
      throw problemError('step-failed', `“${lane.name}” ${wordsOf(left)} before, so ${what}`, undefined, 'failed')
  }
}

function watchOf(program: Program, isBusy: () => boolean): ScreenWatch | undefined {
  const { lane, running, processTree, course } = program
  if (running.screen === undefined) return undefined
  return new ScreenWatch({
    lane,
    screen: running.screen,
    pids: () => processTree.pids(),
    busy: isBusy,
    over: () => course.phase() === 'over',
  })
}

/** Between an end, which /proc shows before Node reports it, and the last byte of its pipes there is something to come. */
function busy({ running, processTree, course }: Program): boolean {
  switch (course.phase()) {
    case 'running':
      return running.unsent() || running.left() !== undefined || !processTree.pids().includes(running.pid)
    case 'background':
      return processTree.pids().length === 0
    case 'over':
      return false
  }
}
