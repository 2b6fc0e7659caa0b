import { isScenario, quietFolders, scenarioName, statOf } from '../suite/walk.ts'
import type { Dependencies, Known } from './dependencies.ts'
import type { OwnOutputs } from './own-outputs.ts'
import { isWithin } from '../suite/paths.ts'

interface Where {
  readonly dependencies: Dependencies
  readonly outputs: OwnOutputs
  /** Folders in which a new scenario is found. */
  readonly folders: readonly string[]
  isRunning(scenario: string): boolean
}

export interface Touched {
  /** Scenarios to run, absolute. */
  readonly scenarios: ReadonlySet<string>
  /** Scenarios that are no longer there. */
  readonly gone: ReadonlySet<string>
  /** Code of plugins to be loaded anew. */
  readonly code: ReadonlySet<string>
  /** The files that did it: those that runs have written are none of them. */
  readonly by: ReadonlySet<string>
}

/** A scenario that a run of the folder would find. */
const isFoundIn = (file: string, folder: string): boolean =>
  isWithin(file, folder) &&
  scenarioName.test(file) &&
  !file
    .slice(folder.length)
    .split(/[\\/]/)
    .some((part) => quietFolders.has(part)) &&
  isScenario(file)

/** What changed files come to. */
export function touchedBy(changed: Iterable<string>, where: Where): Touched {
  const { dependencies } = where
  const scenarios = new Set<string>()
  const gone = new Set<string>()
  const code = new Set<string>()
  const by = new Set<string>()
  for (const file of changed) {
    const users = dependencies.usersOf(file)
    if (isOurs(file, users, where)) continue
    const isThere = statOf(file)?.isFile() === true
    if (!isThere && dependencies.has(file)) gone.add(file)
    const all = isThere && isNew(file, where) ? new Set([...users, file]) : users
    if (all.size > 0) by.add(file)
    for (const user of all) {
      scenarios.add(user)
      for (const each of codeWith(file, dependencies.scenarios.get(user))) code.add(each)
    }
  }
  for (const file of gone) scenarios.delete(file)
  return { scenarios, gone, code, by }
}

/** While its scenario runs, a transcript is the run's to write. */
const isOurs = (file: string, users: ReadonlySet<string>, { outputs, isRunning }: Where): boolean =>
  outputs.isKnown(file) && ([...users].some(isRunning) || !outputs.hasChanged(file))

const isNew = (file: string, { folders }: Where): boolean => folders.some((folder) => isFoundIn(file, folder))

/** All code of the plugins of a scenario where this file is part of it. */
const codeWith = (file: string, known: Known | undefined): ReadonlySet<string> =>
  known?.plugins.has(file) === true ? known.plugins : new Set()
