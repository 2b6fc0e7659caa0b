import { rangeIn, positionIn } from '../workspace/lines.ts'
import { scenarioOf, withIncluded, type Relative } from '../names/family.ts'
import { statOf } from '../../suite/walk.ts'
import type { StepPlace } from '../places/place.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { aligned, keyOf, writtenSteps, type StepsDone } from './aligned.ts'
import { movedLine } from './moved.ts'
import { readRun, recordingOf, type LastRun, type RanStep } from './recording.ts'
import { DiagnosticSeverity } from '../workspace/language-server.ts'
import type { Diagnostic } from 'vscode-languageserver/node.js'

interface Known {
  readonly run: LastRun
  readonly recording: string
  readonly done: StepsDone
  /** The texts that the run has read, as far as they are known. */
  readonly texts: ReadonlyMap<string, string>
}

/** What the last run of each scenario has left in its recording. */
export class LastRuns {
  readonly #workspaceOf: (file: string) => Workspace | undefined
  readonly #known = new Map<string, Known>()
  readonly #edited = new Set<string>()

  /** `workspaceOf` is undefined for a file whose project is not known yet. */
  constructor(workspaceOf: (file: string) => Workspace | undefined) {
    this.#workspaceOf = workspaceOf
  }

  /** The last run of a scenario, read again where it is another one. */
  of(scenario: string): Known | undefined {
    const workspace = this.#workspaceOf(scenario)
    const recording = workspace && recordingOf(workspace.project, scenario)
    if (workspace === undefined || recording === undefined) return undefined
    const before = this.#known.get(scenario)
    if (before?.run.written === recording.written) return before
    const text = workspace.text(recording.file)
    const run = text === undefined ? undefined : readRun(text, recording.file, recording.written)
    if (run === undefined) return undefined
    const all = withIncluded(workspace, scenario)
    const known = {
      run,
      recording: recording.file,
      done: aligned(run.steps, writtenSteps(all)),
      texts: new Map(all.map(({ file, outline }) => [file, outline.text])),
    }
    // What was saved since then may not be what has run.
    const isNewer = all.some(({ file }) => (statOf(file)?.mtimeMs ?? 0) > recording.written)
    if (isNewer) this.#edited.add(scenario)
    else this.#edited.delete(scenario)
    this.#known.set(scenario, known)
    return known
  }

  /** A file has changed: the failure of an earlier run no longer stands. */
  edited(file: string): readonly string[] {
    const scenarios = [...this.#known].flatMap(([scenario, { texts }]) => (texts.has(file) ? [scenario] : []))
    for (const scenario of scenarios) this.#edited.add(scenario)
    return scenarios
  }

  /** What a step did in the last run, each time that it came. */
  ofStep(file: string, step: StepPlace): { readonly run: LastRun; readonly times: readonly RanStep[] } | undefined {
    const workspace = this.#workspaceOf(file)
    const scenario = workspace && scenarioOf(workspace, file)
    const known = scenario === undefined ? undefined : this.of(scenario)
    const text = workspace?.text(file)
    if (known === undefined || text === undefined) return undefined
    const now = positionIn(text, step.start).line + 1
    const line = movedLine(text, known.texts.get(file) ?? text, now)
    const times = line === undefined ? [] : (known.done.get(keyOf(file, line)) ?? [])
    return { run: known.run, times: times.filter(({ verb }) => verb === step.verb) }
  }

  /** Where the last run has failed, as long as nothing has been changed since. */
  diagnostics(file: string): readonly Diagnostic[] {
    const workspace = this.#workspaceOf(file)
    const text = workspace?.text(file)
    const scenario = workspace && text !== undefined ? scenarioOf(workspace, file) : undefined
    const known = scenario === undefined ? undefined : this.of(scenario)
    if (known === undefined || text === undefined || this.#edited.has(scenario!)) return []
    const { failure, status } = known.run
    const last = known.run.steps.at(-1)
    if (failure === undefined || (status !== 'failed' && status !== 'broken')) return []
    const isHere = (key: string): boolean => last !== undefined && key === keyOf(file, last.line) && known.done.has(key)
    const line = failure.line ?? 1
    if (last?.line === line ? !isHere(keyOf(file, line)) : file !== scenario) return []
    return [diagnosticAt(workspace!.outline(file), line, failure.message, status)]
  }

  forget(file: string): void {
    this.#known.delete(file)
    this.#edited.delete(file)
  }
}

function diagnosticAt(
  outline: Relative['outline'] | undefined,
  line: number,
  message: string,
  status: string,
): Diagnostic {
  const text = outline?.text ?? ''
  const step = outline?.steps.findLast(({ start }) => positionIn(text, start).line === line - 1)
  const range =
    step === undefined
      ? { start: { line: line - 1, character: 0 }, end: { line, character: 0 } }
      : rangeIn(text, { start: step.start, end: step.verbEnd })
  return {
    range,
    message: `${message}\n${status} in the last run`,
    severity: DiagnosticSeverity.Error,
    source: 'scenario run',
  }
}
