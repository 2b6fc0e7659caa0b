import type { Problem } from '../model/problem.ts'
import type { ProjectPlace, SuiteOptions } from './options.ts'
import { selectFiles, type Selection } from './select.ts'
import { isWithin } from './paths.ts'

type Options = Pick<SuiteOptions, 'paths' | 'scenarios' | 'project'>

/**
 * The scenarios of each part. What is named belongs to the projects in whose folders it is, and to all when it is in none; it must be
 * found by one of them.
 */
export async function selectForParts(parts: readonly Options[], cwd: string): Promise<readonly Selection[]> {
  const [first] = parts
  if (first?.project === undefined) return [await selectFiles(first?.paths ?? [], cwd, first?.scenarios)]
  const { paths } = first
  if (paths.length === 0) return Promise.all(parts.map((part) => selectFiles([], cwd, part.project?.folder)))
  const files = parts.map(() => new Set<string>())
  const problems: Problem[] = []
  for (const written of paths) {
    const found = await Promise.all(parts.map((part) => selectOne(written, cwd, part)))
    const problem = found.every((each) => each.problems.length > 0) ? found[0]?.problems : notChosen(written, found)
    if (problem !== undefined) problems.push(...problem)
    for (const [at, each] of found.entries()) for (const file of each.files) files[at]!.add(file)
  }
  return files.map((each, at) => ({ files: [...each], problems: at === 0 ? problems : [] }))
}

/** As the project finds it in its own folder, else in that of all projects. */
async function selectOne(written: string, cwd: string, { project, scenarios }: Options): Promise<Selection> {
  const { folder, folders } = project as ProjectPlace
  const own = await selectFiles([written], cwd, folder)
  const found = own.problems.length === 0 ? own : await selectFiles([written], cwd, scenarios)
  if (found.problems.length > 0) return own
  const isOurs = (file: string): boolean => isWithin(file, folder) || !folders.some((each) => isWithin(file, each))
  return { ...found, files: found.files.filter(isOurs) }
}

/** It is there, but in none of the projects that `--project` names. */
function notChosen(written: string, found: readonly Selection[]): readonly Problem[] | undefined {
  if (found.some(({ files }) => files.length > 0)) return undefined
  const hint = 'leave out --project, or name the project in whose folder it is: “scenario config” shows them'
  return [{ code: 'nothing-selected', message: `“${written}” is in none of the projects that were chosen`, hint }]
}
