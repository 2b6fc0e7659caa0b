import type { ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { spawnInSession } from '../kernel/own-session.ts'
import type { Reaper } from '../kernel/reaper.ts'
import type { Progress } from '../model/progress.ts'
import { showDuration } from '../text/units.ts'
import { answerFrom, lineOf, lines, type Fatal, type FromWorker, type ToWorker, type WorkerCall } from './messages.ts'
import { outputOf } from './own-output.ts'
import { beat } from './serve.ts'

/** How a worker process is started. */
export interface WorkerProgram {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly reaper: Reaper
  /** Takes what workers print on standard error. */
  print(text: string): void
}

/** Why a worker is there no more. */
export interface Loss {
  /** `exited with code 7`, `was killed by SIGKILL`. */
  readonly how: string
  /** What it has said of its end itself. */
  readonly fatal?: Fatal
}

/** What a worker can be asked for, and what it answers. */
type Asked = Extract<FromWorker, { type: 'checked' | 'ended' }>
type Publish = (progress: Progress) => void

export interface WorkerProcess {
  /** True once it is lost. */
  readonly lost: boolean
  /** Has it do one thing; answers what it came to, or how it was lost. `patience`: milliseconds without a sign of life. */
  ask(message: ToWorker, patience: number, publish?: Publish): Promise<Asked | Loss>
  interrupt(): void
  /** Lets it go, once it has nothing to do. */
  end(): Promise<void>
}

/** Milliseconds that it has to end, and those in which what it wrote is read after its end. */
const endTime = 5000
const drained = 1000

interface Pending {
  readonly patience: number
  readonly publish: Publish | undefined
  answer(answer: Asked | Loss): void
}

/** Starts a worker in a session of its own: Ctrl-C reaches it as a message, and what it started ends with it (`kernel/reaper.ts`). */
export const startWorker = (program: WorkerProgram, call: WorkerCall): WorkerProcess => new Worker(program, call)

class Worker implements WorkerProcess {
  readonly #child: ChildProcess
  readonly #orders: Writable
  readonly #gone: Promise<void>
  readonly #looks: NodeJS.Timeout
  #pending: Pending | undefined
  #loss: Loss | undefined
  #fatal: Fatal | undefined
  /** Looks since its last sign of life, instead of a clock: a machine that slept is not taken for a worker that hangs. */
  #quiet = 0

  constructor({ file, args, cwd, reaper, print }: WorkerProgram, call: WorkerCall) {
    const child = spawnInSession(file, args, { cwd, stdio: ['ignore', 'inherit', 'pipe', 'pipe', 'pipe'] })
    const { pid } = child
    const [, , stderr, orders, answers] = child.stdio as unknown as [null, null, Readable, Writable, Readable]
    this.#child = child
    this.#orders = orders
    if (pid !== undefined) reaper.addGroup(pid)
    const output = outputOf(stderr, print)
    orders.on('error', () => {})
    answers.setEncoding('utf8').on(
      'data',
      lines((line) => {
        if (this.#loss === undefined) this.#take(answerFrom(line))
      }),
    )
    this.#looks = setInterval(() => this.#look(), beat).unref()
    this.#gone = whenGone(child, [answers, stderr]).then((how) => {
      if (pid !== undefined) reaper.removeGroup(pid)
      this.#lose(output.ranOutOfMemory() ? `ran out of memory (it ${how})` : how)
    })
    this.#write(call)
  }

  get lost(): boolean {
    return this.#loss !== undefined
  }

  ask(message: ToWorker, patience: number, publish?: Publish): Promise<Asked | Loss> {
    if (this.#loss !== undefined) return Promise.resolve(this.#loss)
    this.#quiet = 0
    return new Promise((answer) => {
      this.#pending = { patience, publish, answer }
      this.#write(message)
    })
  }

  interrupt(): void {
    this.#write({ type: 'interrupt' })
  }

  async end(): Promise<void> {
    this.#orders.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), endTime)
    await this.#gone
    clearTimeout(timer)
  }

  #write(message: ToWorker): void {
    this.#orders.write(lineOf(message))
  }

  #take(message: FromWorker | undefined): void {
    this.#quiet = 0
    if (message === undefined) return this.#lose('sent what no worker sends')
    switch (message.type) {
      case 'alive':
        return
      case 'fatal':
        this.#fatal = message
        return
      case 'progress':
        return this.#pending?.publish?.(message.progress)
      default:
        return this.#answer(message)
    }
  }

  #look(): void {
    this.#quiet += 1
    const { patience } = this.#pending ?? {}
    if (patience !== undefined && this.#quiet * beat > patience)
      this.#lose(`gave no sign of life for ${showDuration(patience)}`)
  }

  #lose(how: string): void {
    if (this.#loss !== undefined) return
    this.#loss = this.#fatal === undefined ? { how } : { how, fatal: this.#fatal }
    clearInterval(this.#looks)
    this.#child.kill('SIGKILL')
    this.#answer(this.#loss)
  }

  #answer(answer: Asked | Loss): void {
    const { answer: take } = this.#pending ?? {}
    this.#pending = undefined
    take?.(answer)
  }
}

/** How it ended, once all that it wrote has been read; a process that it left behind may keep a pipe open. */
function whenGone(child: ChildProcess, streams: readonly Readable[]): Promise<string> {
  const ends = Promise.all(streams.map((stream) => new Promise((resolve) => void stream.once('end', resolve))))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`))
    child.once('exit', (code, signal) => {
      const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`
      const timer = setTimeout(() => resolve(how), drained)
      void ends.then(() => {
        clearTimeout(timer)
        resolve(how)
      })
    })
  })
}
