import type { Diagnostic } from 'vscode-languageserver/node.js'
import type { Problem } from '../../model/problem.ts'
import { check, type Checked } from '../../pipeline.ts'
import { isScenarioText } from '../../suite/walk.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { diagnosticOf, isOfSchema } from './diagnostic.ts'

/** Milliseconds without a change before a file is checked; a file that takes long is checked later. */
const quiet = 150

export interface CheckerHost {
  publish(file: string, diagnostics: readonly Diagnostic[]): void
  /** A language server with the schema runs as well: what that shows is left out. */
  readonly besideSchema: boolean
  /** Of the last run, where it failed. */
  ofLastRun(file: string): readonly Diagnostic[]
  failed(error: unknown): void
}

/** What the check of one scenario has found, by the files in which it lies. */
interface Found {
  readonly byFile: ReadonlyMap<string, readonly Diagnostic[]>
  readonly files: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** Checks open scenarios as they are typed, once they rest; a check whose text has changed meanwhile is dropped. */
export class Checker {
  readonly #workspace: Workspace
  readonly #host: CheckerHost
  readonly #found = new Map<string, Found>()
  readonly #waiting = new Map<string, NodeJS.Timeout>()
  readonly #rounds = new Map<string, number>()
  #took = 0

  constructor(workspace: Workspace, host: CheckerHost) {
    this.#workspace = workspace
    this.#host = host
  }

  /** A file was opened or has changed: it is checked, and so is every scenario that includes it. */
  changed(file: string, soon = false): void {
    this.#plan(file, soon)
    for (const [scenario, { files }] of this.#found)
      if (scenario !== file && files.has(file)) this.#plan(scenario, soon)
  }

  /** Everything is checked again, as when a plugin or the configuration has changed. */
  all(): void {
    for (const file of this.#found.keys()) this.#plan(file, true)
  }

  closed(file: string): void {
    clearTimeout(this.#waiting.get(file))
    this.#waiting.delete(file)
    this.#rounds.set(file, (this.#rounds.get(file) ?? 0) + 1)
    this.#take(file, undefined)
  }

  stop(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#waiting.clear()
  }

  /** The problems whose hints may be followed in a file, each with its place there. */
  problemsIn(file: string): readonly Problem[] {
    return [...this.#found.values()].flatMap(({ problems }) => problems.filter(({ span }) => span?.file === file))
  }

  /** Shows what is known of a file, with what its last run says. */
  show(file: string): void {
    const own = [...this.#found.values()].flatMap(({ byFile }) => byFile.get(file) ?? [])
    const once = new Map(own.map((each) => [JSON.stringify([each.range, each.code, each.message]), each]))
    this.#host.publish(file, [...once.values(), ...this.#host.ofLastRun(file)])
  }

  #plan(file: string, soon: boolean): void {
    clearTimeout(this.#waiting.get(file))
    const round = (this.#rounds.get(file) ?? 0) + 1
    this.#rounds.set(file, round)
    const begin = (): void => {
      this.#waiting.delete(file)
      this.#check(file, round).catch((error: unknown) => this.#host.failed(error))
    }
    this.#waiting.set(file, setTimeout(begin, soon ? 0 : Math.max(quiet, 2 * this.#took)))
  }

  async #check(file: string, round: number): Promise<void> {
    const text = this.#workspace.text(file)
    if (text === undefined || !isScenarioText(text)) return this.#take(file, undefined)
    const began = performance.now()
    const checked = await check(file, this.#workspace.services)
    this.#took = performance.now() - began
    if (this.#rounds.get(file) !== round) return
    this.#workspace.registries.set(file, checked.registry)
    this.#take(file, this.#foundIn(file, checked))
  }

  #foundIn(file: string, { problems, warnings, sources }: Checked): Found {
    const all = [...problems, ...warnings]
    const byFile = new Map<string, Diagnostic[]>()
    for (const problem of all) {
      if (this.#host.besideSchema && isOfSchema(problem)) continue
      const found = diagnosticOf(problem, file, (each) => sources.get(each))
      byFile.set(found.file, [...(byFile.get(found.file) ?? []), found.diagnostic])
    }
    return { byFile, files: new Set(sources.keys()), problems: all }
  }

  #take(file: string, found: Found | undefined): void {
    const before = this.#found.get(file)
    if (found === undefined) this.#found.delete(file)
    else this.#found.set(file, found)
    for (const each of new Set([file, ...(before?.byFile.keys() ?? []), ...(found?.byFile.keys() ?? [])]))
      this.show(each)
  }
}
