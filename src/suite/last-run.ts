import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import { pathsInId } from './entry.ts'

/** Where a run stands: the output folder, and the folder from which ids start, both absolute. */
export interface RunPlace {
  readonly out: string
  readonly base: string
  readonly ci: boolean
}

/** `last-run.json` in the output folder: the ids of scenarios that did not pass when they last ran. */
interface LastRun {
  readonly version: 1
  readonly ci: boolean
  readonly folder: string
  readonly failed: readonly string[]
}

const fileIn = (out: string): string => path.join(out, 'last-run.json')

/** The scenarios that did not pass when they last ran; none where that is not known. */
export function failedBefore({ out, base }: RunPlace, files: Pick<Files, 'read'>): readonly string[] {
  const read = files.read(fileIn(out))
  const last = 'bytes' in read ? parsed(new TextDecoder().decode(read.bytes)) : undefined
  // What a CI job has left, and somebody has downloaded, is about another folder.
  return last === undefined || (last.ci && last.folder !== base) ? [] : last.failed
}

function parsed(text: string): LastRun | undefined {
  try {
    const last = JSON.parse(text) as Partial<LastRun> | null
    const isWhole =
      last?.version === 1 && Array.isArray(last.failed) && last.failed.every((id) => typeof id === 'string')
    return isWhole ? (last as LastRun) : undefined
  } catch {
    return undefined
  }
}

/**
 * Keeps which scenarios have not passed: of those that ran the failed ones, and of all others those that had not passed before and are
 * still there. Nothing is written where this changes nothing.
 */
export function keepFailed(
  place: RunPlace,
  ran: { readonly all: ReadonlySet<string>; readonly failed: ReadonlySet<string> },
  files: Files,
): Problem | undefined {
  const before = failedBefore(place, files)
  const isThere = (id: string): boolean => pathsInId(id).some((each) => files.exists(path.resolve(place.base, each)))
  const left = before.filter((id) => !ran.all.has(id) && isThere(id))
  const failed = [...new Set([...left, ...ran.failed])].sort()
  if (failed.length === before.length && failed.every((id, at) => id === before[at])) return undefined
  const last: LastRun = { version: 1, ci: place.ci, folder: place.base, failed }
  const problem = files.write(fileIn(place.out), `${JSON.stringify(last)}\n`)
  return problem && { ...problem, severity: 'warning' }
}
