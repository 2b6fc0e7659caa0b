import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import { suggest } from '../text/suggest.ts'
import { pathFrom } from './paths.ts'
import { isScenario, quietFolders, scenarioName, scenariosBelow, statOf } from './walk.ts'

export interface Selection {
  /** Absolute paths, each once, in the order in which they were named. */
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  /** The folder of which all scenarios were selected by default; orphaned transcripts can be found only then. */
  readonly whole?: string
}

const magic = /[*?[\]{}!]/

/**
 * Finds scenarios. Each path is looked for as given and under the folder of the scenarios, with and without `.yaml` or `.yml`; a folder
 * means every scenario below it, a glob every scenario that it matches. Without paths: all in that folder.
 */
export async function selectFiles(
  paths: readonly string[],
  cwd: string,
  root: string = path.join(cwd, 'scenarios'),
): Promise<Selection> {
  const folders = { cwd, root }
  if (paths.length === 0) return everything(folders)
  const files = new Set<string>()
  const problems: Problem[] = []
  for (const written of paths) {
    if (written === '') {
      problems.push({
        code: 'usage',
        message: 'a file without a name was asked for',
        hint: 'an empty argument, perhaps a variable that is not set',
      })
      continue
    }
    const found =
      findFile(written, folders) ??
      findFolder(written, folders) ??
      (magic.test(written) ? await findGlob(written, folders) : undefined)
    if (found === undefined) problems.push(notFound(written, folders))
    else if (found.length === 0) problems.push(nothingIn(written))
    else for (const file of found) files.add(file)
  }
  const whole = paths.length === 1 && path.resolve(cwd, paths[0] ?? '') === root
  return { files: [...files], problems, ...(whole ? { whole: root } : {}) }
}

/** The working directory, and the folder of the scenarios. */
interface Folders {
  readonly cwd: string
  readonly root: string
}

/** The folder of the scenarios as messages show it. */
const shownRoot = ({ cwd, root }: Folders): string => pathFrom(cwd, root) || '.'

function everything(folders: Folders): Selection {
  const { root } = folders
  const files = scenariosBelow(root)
  return { files, problems: files.length === 0 ? [nothingIn(shownRoot(folders), notThere(folders))] : [], whole: root }
}

const places = (written: string, { cwd, root }: Folders): string[] => [
  path.resolve(cwd, written),
  path.resolve(root, written),
]

function findFile(written: string, folders: Folders): string[] | undefined {
  const candidates = places(written, folders).flatMap((place) => [place, `${place}.yaml`, `${place}.yml`])
  const found = candidates.find((candidate) => {
    const stat = statOf(candidate)
    return stat !== undefined && !stat.isDirectory()
  })
  return found === undefined || /[\\/]$/.test(written) ? undefined : [found]
}

function findFolder(written: string, folders: Folders): string[] | undefined {
  const folder = places(written, folders).find((place) => statOf(place)?.isDirectory() === true)
  return folder === undefined ? undefined : scenariosBelow(folder)
}

async function findGlob(written: string, { cwd, root }: Folders): Promise<string[]> {
  const { glob } = await import('tinyglobby')
  const named = written.split(/[\\/]/).filter((part) => quietFolders.has(part))
  const ignore = [
    '**/node_modules/**',
    ...[...quietFolders].filter((name) => !named.includes(name)).map((name) => `**/${name}/**`),
  ]
  for (const base of [cwd, root]) {
    const found = await glob(written, { cwd: base, absolute: true, onlyFiles: true, expandDirectories: false, ignore })
    const scenarios = found
      .map((file) => path.resolve(file))
      .filter((file) => /\.ya?ml$/i.test(file) && isScenario(file))
    if (scenarios.length > 0) return scenarios.sort()
  }
  return []
}

/** A scenario's name without folder and ending. */
const bare = (file: string): string => path.basename(file).replace(scenarioName, '').toLowerCase()

function notFound(written: string, folders: Folders): Problem {
  const { root } = folders
  const known = scenariosBelow(root).map((file) => pathFrom(root, file))
  const named = known.filter((file) => bare(file) === bare(written)).slice(0, 3)
  const near = named.length > 0 ? named : [suggest(written, known) ?? suggest(`${written}.yaml`, known) ?? []].flat()
  const hint =
    near.length === 0
      ? `it was looked for as given and under ${shownRoot(folders)}/, with and without .yaml`
      : `did you mean “${near.join('” or “')}”?`
  return { code: 'file-not-found', message: `there is no scenario “${written}”`, hint }
}

/** What to do about a folder that only a configuration can have named. */
function notThere({ cwd, root }: Folders): string | undefined {
  const isDefault = root === path.join(cwd, 'scenarios')
  return isDefault || statOf(root)?.isDirectory() === true
    ? undefined
    : 'there is no such folder: “scenario config” shows which file names it'
}

function nothingIn(written: string, hint?: string): Problem {
  return {
    code: 'nothing-selected',
    message: `no scenario was found in “${written}”`,
    hint:
      hint ??
      'a scenario is a .yaml file with a top-level “scenario:”; folders named invalid or failing are run only when named',
  }
}
