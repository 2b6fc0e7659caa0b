import path from 'node:path'
import { realPath } from '../suite/named-files.ts'
import { statOf } from '../suite/walk.ts'

/** What is known of a scenario. */
export interface Known {
  readonly title: string
  /** Absolute paths; one may be missing, or be a folder with all in it. */
  readonly files: ReadonlySet<string>
  /** Those among them that are code of its plugins. */
  readonly plugins: ReadonlySet<string>
}

/** Which scenarios are made of which files. All paths are absolute. */
export class Dependencies {
  readonly #known = new Map<string, Known>()
  readonly #users = new Map<string, Set<string>>()

  set(scenario: string, known: Known): void {
    this.delete(scenario)
    this.#known.set(scenario, known)
    for (const file of pathsOf(known)) {
      const users = this.#users.get(file)
      if (users === undefined) this.#users.set(file, new Set([scenario]))
      else users.add(scenario)
    }
  }

  delete(scenario: string): void {
    const known = this.#known.get(scenario)
    if (known === undefined) return
    this.#known.delete(scenario)
    for (const file of pathsOf(known)) {
      const users = this.#users.get(file)
      users?.delete(scenario)
      if (users?.size === 0) this.#users.delete(file)
    }
  }

  has(scenario: string): boolean {
    return this.#known.has(scenario)
  }

  get scenarios(): ReadonlyMap<string, Known> {
    return this.#known
  }

  /** The scenarios that a file is part of: by its path, or by a folder that holds it. */
  usersOf(file: string): ReadonlySet<string> {
    const users = new Set(this.#users.get(file))
    for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder))
      for (const user of this.#users.get(folder) ?? []) users.add(user)
    return users
  }
}

/** The paths, and where they lead to by links. */
function pathsOf({ files }: Known): Set<string> {
  const all = new Set(files)
  for (const file of files) if (statOf(file) !== undefined) all.add(realPath(file))
  return all
}
