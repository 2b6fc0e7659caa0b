import path from 'node:path'
import type { Progress } from '../model/progress.ts'
import { loadAnew } from '../pipeline.ts'
import { withEachHost } from '../suite/parts.ts'
import { shownFrom } from '../suite/paths.ts'
import { runHere } from '../suite/run-here.ts'
import { Controls } from './controls.ts'
import { Dependencies } from './dependencies.ts'
import { DiskChanges } from './disk-changes.ts'
import { exhausted } from './exhausted.ts'
import { OwnOutputs } from './own-outputs.ts'
import { Requests, type Request } from './requests.ts'
import { Restartable } from './restartable.ts'
import { Results } from './results.ts'
import { Scan } from './scan.ts'
import { touchedBy } from './touched.ts'
import { Turns } from './turns.ts'
import { suiteFor } from './suite-for.ts'
import type { Prepared, RunnerFor, Watched } from './watched.ts'

/** A run that goes on. */
interface Current {
  readonly ending: AbortController
  readonly request: Request
  restartable?: Restartable
}

/** Runs scenarios again whenever something changes that they are made of, until somebody quits. Answers the exit code. */
export async function watch(watched: Watched): Promise<number> {
  const prepared = await watched.prepare()
  if (prepared === undefined) return 2
  return new Watch(watched, prepared).run()
}

class Watch {
  readonly #watched: Watched
  readonly #requests = new Requests()
  readonly #dependencies = new Dependencies()
  readonly #turns = new Turns()
  readonly #results: Results
  readonly #outputs: OwnOutputs
  readonly #changes: DiskChanges
  readonly #scan: Scan
  readonly #controls: Controls
  readonly #shown: (file: string) => string
  #prepared: Prepared
  #current: Current | undefined
  #last: Request = {}
  #runs = 0
  #isOver = false
  #isMistaken = false

  constructor(watched: Watched, prepared: Prepared) {
    const { cwd, signal } = watched
    this.#watched = watched
    this.#prepared = prepared
    this.#shown = shownFrom(cwd)
    this.#results = new Results((shown) => path.resolve(cwd, shown))
    this.#outputs = new OwnOutputs(prepared.host.services.files)
    this.#changes = new DiskChanges(
      {
        folders: prepared.folders,
        out: prepared.options.out,
        root: cwd,
        isUsed: (file) => this.#isUsed(file),
        exhausted: exhausted(watched.print),
      },
      (files) => this.#changed(files),
    )
    this.#scan = new Scan(this.#dependencies, this.#turns, (files) => this.#changes.add(files))
    this.#controls = new Controls(watched, {
      results: this.#results,
      titles: () => Array.from(this.#dependencies.scenarios, ([file, { title }]) => ({ file, title })),
      shown: this.#shown,
      run: (request) => this.#ask(request, true),
      runLast: () => this.#ask({ ...this.#last, why: 'enter' }, true),
      interrupt: () => this.#interrupt(),
      quit: () => this.#quit(),
      accept: (newFiles) => this.#accept(newFiles),
      review: (newFiles) => this.#review(newFiles),
    })
    signal.addEventListener('abort', () => this.#quit(), { once: true })
  }

  async run(): Promise<number> {
    this.#changes.add(this.#prepared.shared)
    this.#requests.add({})
    while (!this.#isOver) {
      const request = this.#requests.take()
      if (request === undefined) {
        // A change of a file that is not known yet would be lost.
        await Promise.race([this.#scan.done(), this.#requests.wait()])
        if (this.#requests.isWaiting || this.#isOver) continue
        this.#controls.waiting(this.#isMistaken ? 'the configuration cannot be used' : undefined)
        await this.#requests.wait()
      } else await this.#perform(request)
    }
    this.#controls.close()
    this.#scan.close()
    this.#changes.close()
    return this.#watched.signal.aborted ? 130 : 0
  }

  /** Runs what is asked for next; one that is asked for by a key ends a run that goes on. */
  #ask(request: Request, isPressed: boolean): void {
    if (isPressed) this.#current?.ending.abort()
    this.#requests.add(request)
  }

  async #perform(request: Request): Promise<void> {
    if (request.reload === true && !(await this.#reload())) return
    const current: Current = { ending: new AbortController(), request }
    this.#current = current
    this.#last = request
    this.#runs += 1
    this.#controls.running(request.files?.size ?? 0)
    this.#announce(request)
    const end = (): void => current.ending.abort()
    this.#watched.signal.addEventListener('abort', end)
    const suite = suiteFor(this.#prepared, request, { isFirst: this.#runs === 1, signal: current.ending.signal })
    const runnerFor = this.#runnerFor(current, suite.options)
    await this.#prepared.run(suite, runnerFor, (progress) => this.#see(progress), this.#controls.output)
    this.#watched.signal.removeEventListener('abort', end)
    this.#current = undefined
    const left = current.restartable?.left ?? new Set()
    if (left.size > 0 && !current.ending.signal.aborted) this.#requests.add({ files: left })
  }

  #runnerFor(current: Current, options: Prepared['options']): RunnerFor {
    return (host, entries) => {
      const runnerWith = (signal: AbortSignal) =>
        runHere(
          options,
          withEachHost(host, (each) => ({ ...each, signal })),
        )
      current.restartable = new Restartable(runnerWith, { over: current.ending.signal, turns: this.#turns }, entries)
      return current.restartable
    }
  }

  #announce({ why }: Request): void {
    const { terminal, colours, print } = this.#watched
    if (this.#runs === 1) return
    terminal?.clear()
    print(`${colours.dim(`run ${this.#runs}`)} ${colours.cyan(why ?? 'what was left')}\n\n`)
  }

  #see(progress: Progress): void {
    if (progress.type === 'suite-begun') this.#controls.running(progress.files)
    if (progress.type !== 'scenario-ended') return
    const { result } = progress
    this.#results.add(result)
    const file = path.resolve(this.#watched.cwd, result.file)
    const transcript =
      result.transcriptFile === undefined ? undefined : path.resolve(this.#watched.cwd, result.transcriptFile)
    if (transcript !== undefined) this.#outputs.note(transcript)
    this.#scan.add(file, transcript, this.#prepared)
    this.#controls.ended()
  }

  #changed(files: ReadonlySet<string>): void {
    if (this.#isOver) return
    const ofAll = [...files].filter((file) => this.#prepared.shared.has(file) || this.#watched.isConfiguration(file))
    if (ofAll.length > 0) {
      loadAnew(this.#prepared.shared)
      this.#ask({ reload: true, why: this.#because(ofAll) }, true)
      return
    }
    const touched = touchedBy(files, {
      dependencies: this.#dependencies,
      outputs: this.#outputs,
      folders: this.#prepared.folders,
      isRunning: (scenario) => this.#current?.restartable?.isRunning(scenario) === true,
    })
    for (const file of touched.gone) {
      this.#dependencies.delete(file)
      this.#results.forget(file)
    }
    this.#scan.forget(touched.scenarios)
    loadAnew(touched.code)
    const why = this.#because([...touched.by])
    const scenarios = this.#controls.chosenAmong(touched.scenarios)
    if (scenarios.size === 0) {
      if (touched.scenarios.size > 0) this.#controls.note(`${why}, and is not chosen`)
      return this.#controls.draw()
    }
    const late = this.#current?.restartable?.restart(scenarios) ?? scenarios
    if (late.size < scenarios.size) this.#controls.note(why)
    if (late.size > 0) this.#requests.add({ files: late, why })
  }

  #because(files: readonly string[]): string {
    const [first = '', ...others] = files.map(this.#shown)
    return others.length === 0 ? `${first} changed` : `${first} and ${others.length} more changed`
  }

  async #reload(): Promise<boolean> {
    const prepared = await this.#watched.prepare()
    this.#isMistaken = prepared === undefined
    if (prepared === undefined) return false
    this.#prepared = prepared
    this.#scan.forget(this.#dependencies.scenarios.keys())
    this.#changes.add(prepared.shared)
    return true
  }

  #isUsed(file: string): boolean {
    return (
      this.#dependencies.usersOf(file).size > 0 ||
      this.#prepared.shared.has(file) ||
      this.#watched.isConfiguration(file)
    )
  }

  /** Ends a run that goes on; the second time, or between runs, it quits. */
  #interrupt(): void {
    if (this.#current === undefined || this.#current.ending.signal.aborted) return this.#quit()
    this.#requests.clear()
    this.#current.ending.abort()
  }

  #quit(): void {
    this.#isOver = true
    this.#current?.ending.abort()
    this.#requests.wake()
  }

  async #accept(differing: Results['differing']): Promise<Request | undefined> {
    const accepted = await this.#prepared.accept(differing.map(({ newFile }) => newFile))
    for (const file of accepted) this.#outputs.note(file)
    if (accepted.length === 0) return undefined
    const what = accepted.length === 1 ? this.#shown(accepted[0] as string) : `${accepted.length} transcripts`
    return { files: new Set(differing.map(({ file }) => file)), why: `accepted ${what}` }
  }

  async #review(differing: Results['differing']): Promise<Request | undefined> {
    const { terminal } = this.#watched
    if (terminal === undefined) return undefined
    await this.#prepared.review(
      differing.map(({ newFile }) => newFile),
      terminal,
    )
    const files = new Set(differing.map(({ file }) => file))
    // What was accepted is known, and starts no other run.
    for (const file of files)
      for (const each of this.#dependencies.scenarios.get(file)?.files ?? [])
        if (this.#outputs.isKnown(each)) this.#outputs.note(each)
    return { files, why: 'reviewed' }
  }
}
