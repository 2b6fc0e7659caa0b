import type { Diagnostic } from 'vscode-languageserver/node.js'
import type { Problem } from '../../model/problem.ts'
import path from 'node:path'
import { check, loadAnew, pluginsNamed, type Checked } from '../../pipeline.ts'
import { isWithin } from '../../suite/paths.ts'
import { isScenarioText } from '../../suite/walk.ts'
import { scenarioOf } from '../names/family.ts'
import type { Workspaces } from '../workspace/workspaces.ts'
import { diagnosticOf, isOfSchema } from './diagnostic.ts'

/** Milliseconds without a change before a file is checked; a file that takes long is checked later. */
const quiet = 150
/** Milliseconds that a file is left alone when it is opened: what an editor asks then does not wait for its check. */
const asked = 50
/** Milliseconds that a check waits for an answer that is on its way. */
const meanwhile = 5

export interface CheckerHost {
  publish(file: string, diagnostics: readonly Diagnostic[]): void
  /** A language server with the schema runs as well: what that shows is left out. */
  readonly besideSchema: boolean
  /** Of the last run, where it failed. */
  ofLastRun(file: string): readonly Diagnostic[]
  failed(error: unknown): void
  /** A question is being answered, which goes first. */
  isAsked(): boolean
}

/** What the check of one scenario has found, by the files in which it lies. */
interface Found {
  readonly byFile: ReadonlyMap<string, readonly Diagnostic[]>
  readonly files: ReadonlySet<string>
  readonly problems: readonly Problem[]
  /** The plugins that the scenario names by a path. */
  readonly plugins: readonly string[]
}

/** Checks open scenarios as they are typed, once they rest; a check whose text has changed meanwhile is dropped. */
export class Checker {
  readonly #workspaces: Workspaces
  readonly #host: CheckerHost
  readonly #found = new Map<string, Found>()
  readonly #waiting = new Map<string, NodeJS.Timeout>()
  readonly #rounds = new Map<string, number>()
  /** Open files of steps, each with the scenario that is checked for it. */
  readonly #ofSteps = new Map<string, string>()
  readonly #open = new Set<string>()
  #took = 0
  #round = 0

  constructor(workspaces: Workspaces, host: CheckerHost) {
    this.#workspaces = workspaces
    this.#host = host
  }

  /** A file was opened or has changed: it is checked, and so is every scenario that includes it. */
  changed(file: string, soon = false): void {
    this.#open.add(file)
    this.#plan(file, soon)
    for (const [scenario, { files }] of this.#found)
      if (scenario !== file && files.has(file)) this.#plan(scenario, soon)
  }

  /** Files of others have changed; `areOthers` where some were not there before, or are no longer. */
  changedOnDisk(files: ReadonlySet<string>, areOthers: boolean): void {
    for (const [scenario, found] of this.#found) {
      const looks = areOthers && found.problems.some(({ code }) => code === 'file-not-found')
      if (looks || [...files].some((file) => found.files.has(file))) this.#plan(scenario, false)
    }
  }

  /** Code has changed, which may be a plugin that a scenario names, or what such a plugin imports. */
  changedCode(files: ReadonlySet<string>): void {
    for (const [scenario, { plugins }] of this.#found) {
      const near = plugins.filter((plugin) => [...files].some((file) => isWithin(file, path.dirname(plugin))))
      if (near.length === 0) continue
      loadAnew(new Set([...near, ...files]))
      this.#plan(scenario, false)
    }
  }

  closed(file: string): void {
    this.#open.delete(file)
    const scenario = this.#ofSteps.get(file)
    this.#ofSteps.delete(file)
    for (const each of [file, scenario]) {
      if (each === undefined || this.#open.has(each) || [...this.#ofSteps.values()].includes(each)) continue
      clearTimeout(this.#waiting.get(each))
      this.#waiting.delete(each)
      this.#rounds.delete(each)
      this.#take(each, undefined)
    }
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
    const round = (this.#round += 1)
    this.#rounds.set(file, round)
    const begin = (): void => {
      if (this.#host.isAsked()) return void this.#waiting.set(file, setTimeout(begin, meanwhile))
      this.#waiting.delete(file)
      this.#check(file, round).catch((error: unknown) => this.#host.failed(error))
    }
    this.#waiting.set(file, setTimeout(begin, soon ? asked : Math.max(quiet, 2 * this.#took)))
  }

  async #check(file: string, round: number): Promise<void> {
    const workspace = await this.#workspaces.of(file)
    const text = workspace.text(file)
    if (this.#rounds.get(file) !== round) return
    if (text === undefined || !isScenarioText(text)) return this.#leaveTo(file, scenarioOf(workspace, file))
    const began = performance.now()
    const checked = await check(file, workspace.services)
    this.#took = performance.now() - began
    if (this.#rounds.get(file) !== round) return
    workspace.registries.set(file, checked.registry)
    const plugins = /^["']?plugins/m.test(text) ? pluginsNamed(file, workspace.services) : []
    this.#take(file, { ...this.#foundIn(file, checked), plugins })
  }

  /** What is wrong with a file of steps is found in the scenario that includes it. */
  #leaveTo(file: string, scenario: string | undefined): void {
    this.#take(file, undefined)
    if (scenario === undefined || !this.#open.has(file)) return
    this.#ofSteps.set(file, scenario)
    if (!this.#found.has(scenario)) this.#plan(scenario, true)
  }

  #foundIn(file: string, { problems, warnings, sources }: Checked): Omit<Found, 'plugins'> {
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
