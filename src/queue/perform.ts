import fs from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Files } from '../pipeline.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import { hideFromGit } from '../suite/hide-from-git.ts'
import { partFor } from '../suite/parts.ts'
import { pathFrom } from '../suite/paths.ts'
import { placesOf } from '../suite/run-one.ts'
import type { Runner } from '../suite/runner.ts'
import { taskOf } from '../workers/order.ts'
import { outcomeOf, seconds } from '../report/summary.ts'
import { nameOf } from '../report/variant-text.ts'
import type { Answer, AnswerFile } from './answer.ts'
import { collectFiles, copyFiles } from './collect-files.ts'
import { inTurn } from './in-turn.ts'
import type { JobOrder, RunOrder } from './order.ts'

/** How a worker runs the scenarios of one run. */
export interface Performer {
  readonly options: SuiteOptions
  readonly host: SuiteHost
  /** The output folder of the worker itself, absolute, for what is too large to be sent. */
  readonly out: string
  /** Of the machine. */
  readonly machine: string
  runnerFor(options: SuiteOptions, host: SuiteHost): Runner
}

export type Perform = (job: JobOrder, signal: AbortSignal, publish: (progress: Progress) => void) => Promise<Answer>

/** Runs one attempt after another, several at once, each with an output folder of its own that is gone when its files are sent. */
export function performing(order: RunOrder, performer: Performer): Perform {
  const take = inTurn()
  return async (job, signal, publish) => {
    const { base = performer.host.cwd } = performer.options
    const task = taskOf(job.work, base)
    const { options, host } = partFor(task.entry, performer.options, performer.host)
    const out = fs.mkdtempSync(path.join(host.tmpRoot, 'scenario-work-'))
    host.reaper?.addPath(out)
    try {
      const own = { ...options, ...job.among, out }
      const places = placesOf(task.entry, own, host)
      const shown = shownAs(out, order.out, host.services.shown)
      const unwritten = withoutWriting(host.services.files, {
        committed: places.baseline.file,
        pending: places.baseline.newFile,
        recorded: job.transcript,
      })
      const services = { ...host.services, files: unwritten.files, shown }
      const { projects: _, ...alone } = host
      const runner = performer.runnerFor(own, { ...alone, signal, services })
      const ready = await runner.check(task)
      const result = await take(ready.claims, () => ready.run(job.among, publish))
      await runner.close()
      return { ...withFiles(result, out, performer), ...unwritten.written() }
    } finally {
      fs.rmSync(out, { recursive: true, force: true })
      host.reaper?.removePath(out)
    }
  }
}

/** A path in the output folder as the run shows it, whose output folder is another one. */
const shownAs =
  (out: string, theirs: string, shown: (file: string) => string) =>
  (file: string): string =>
    file.startsWith(out + path.sep) ? `${theirs}/${pathFrom(out, file)}` : shown(file)

interface Watched {
  readonly committed: string
  readonly pending: string
  /** The transcript that an earlier attempt of this run has recorded. */
  readonly recorded: string | undefined
}

/** Files of which the transcripts are not written here, but where the run is. */
function withoutWriting(files: Files, { committed, pending, recorded }: Watched) {
  const written = new Map<string, Uint8Array>()
  const known = recorded === undefined ? undefined : { bytes: Buffer.from(recorded) }
  const write = (file: string, content: string | Uint8Array): Problem | undefined => {
    if (file !== committed && file !== pending) return files.write(file, content)
    written.set(file, Buffer.from(content))
    return undefined
  }
  const { writeSoon: _, ...rest } = files
  const missing: Problem = { code: 'file-not-found', message: 'there is no new transcript' }
  return {
    files: {
      ...rest,
      read: (file: string) => {
        if (file === pending) return { problem: missing }
        return file === committed && known !== undefined ? known : files.read(file)
      },
      exists: (file: string) => file !== pending && ((file === committed && known !== undefined) || files.exists(file)),
      write,
      remove: (file: string) => (file === pending || file === committed ? undefined : files.remove(file)),
    },
    written(): Pick<Answer, 'transcript' | 'pending'> {
      const [transcript, kept] = [written.get(committed), written.get(pending)]
      return { ...(transcript && { transcript }), ...(kept && { pending: kept }) }
    },
  }
}

/** What the attempt leaves goes with its result, unless it is too large. */
function withFiles(
  result: ScenarioResult,
  folder: string,
  { out, machine, host }: Performer,
): { readonly result: ScenarioResult; readonly files: readonly AnswerFile[] } {
  const collected = collectFiles(folder)
  if ('files' in collected) return { result, files: collected.files }
  const { recording: _, kept: __, ...rest } = result
  const [first = out] = copyFiles(folder, out)
  hideFromGit(out, host.services.files, host)
  const size = `${Math.round(collected.bytes / 1024 / 1024)} MB`
  const warning: Problem = {
    code: 'recording-left',
    severity: 'warning',
    message: `the recording (${size}) is too large to be sent; it stays on the machine ${machine}: ${first}`,
    hint: 'fetch it from there',
  }
  return { result: { ...rest, warnings: [...rest.warnings, warning] }, files: [] }
}

/** Of a job that has ended: `passed scenarios/echo.yaml (0.31 s)`. */
export const lineOf = (result: ScenarioResult): string =>
  `${outcomeOf(result)} ${nameOf(result)} (${seconds(result.duration)})`
