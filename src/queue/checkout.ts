import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Checked, Services } from '../pipeline.ts'
import { filesOf, withImports } from '../suite/named-files.ts'
import { pathFrom } from '../suite/paths.ts'
import { filesBelow, statOf } from '../suite/walk.ts'

/** What the scenarios of a run are made of. */
export interface Checkout {
  /** Of scenario itself. */
  readonly version: string
  /** The digest of each file, by its path from the folder of the configuration, with forward slashes. */
  readonly files: Readonly<Record<string, string>>
}

/** A folder with more files is not compared: it holds data, or the output of programs. */
const mostFiles = 2000
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', '.scenario'])

interface Place {
  readonly base: string
  /** The output folder, which is no part of a checkout. */
  readonly out: string
  readonly version: string
}

/** Scenarios that are checked alike, as absolute paths. */
interface Group {
  readonly files: readonly string[]
  readonly services: Services
  readonly scenarios?: string
}

/**
 * The digests of scenarios, of what they include, read and name as a path, of their transcripts and plugins, and of
 * what they `share`: the configuration and its plugins. Only what is inside of the repository counts, or else of `base`. `seen` is given
 * each valid scenario.
 */
export async function checkoutOf(
  groups: readonly Group[],
  shared: readonly string[],
  place: Place,
  seen: (scenario: NonNullable<Checked['scenario']>) => void,
): Promise<Checkout> {
  const root = rootOf(place.base)
  const named = new Set(withImports(shared))
  for (const { files, services, scenarios } of groups)
    for (const file of files) {
      named.add(file)
      for (const each of (await filesOf(file, services, scenarios, seen)) ?? []) named.add(each)
    }
  const files: Record<string, string> = {}
  for (const file of [...named].flatMap((each) => regularAt(each)).sort()) {
    const isInside = file.startsWith(root + path.sep) && !file.startsWith(place.out + path.sep)
    const digest = isInside ? digestOf(file) : undefined
    if (digest !== undefined) files[pathFrom(place.base, file)] = digest
  }
  return { version: place.version, files }
}

/** The files that are not here as they are in a run's checkout, sorted. */
export function differencesFrom({ files }: Checkout, base: string): readonly string[] {
  return Object.entries(files).flatMap(([name, digest]) =>
    digestOf(path.resolve(base, name)) === digest ? [] : [name],
  )
}

/** The nearest folder with `.git`, which is a file in a worktree. */
function rootOf(base: string): string {
  for (let folder = base; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, '.git'))) return folder
    if (path.dirname(folder) === folder) return base
  }
}

function regularAt(file: string): readonly string[] {
  const stat = statOf(file)
  if (stat?.isFile() === true) return [file]
  if (stat?.isDirectory() !== true) return []
  const inside = filesBelow(file, (name) => skipped.has(name))
  return inside.length > mostFiles ? [] : inside
}

/** Undefined for what is no regular file or cannot be read. */
function digestOf(file: string): string | undefined {
  try {
    if (!fs.statSync(file).isFile()) return undefined
    return createHash('sha256').update(fs.readFileSync(file)).digest('base64url').slice(0, 22)
  } catch {
    return undefined
  }
}
