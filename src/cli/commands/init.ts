import path from 'node:path'
import type { Problem } from '../../model/problem.ts'
import { schemaOf } from '../../pipeline.ts'
import { pathFrom } from '../../suite/paths.ts'
import { selectFiles } from '../../suite/select.ts'
import { scenariosOf } from '../configured.ts'
import type { Common, Values, initFlags } from '../options.ts'
import { ciParts } from '../setup/ci-parts.ts'
import { howToInstall } from '../setup/installing.ts'
import { partsFor } from '../setup/parts.ts'
import type { Part, Reader } from '../setup/parts.ts'
import { registryOfProjects } from '../services.ts'
import type { Shell } from '../shell.ts'
import { reportProblems, toolsFor } from '../tools.ts'
import { printSchema } from './schema.ts'

type Args = Common & Values<typeof initFlags>

/** Code 3 when something cannot be written; what can be is written all the same. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const { files, absolute } = toolsFor(shell)
  const ready = await registryOfProjects(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const made = await schemaOf(ready.registry)
  if ('problems' in made) return reportProblems(shell, args, made.problems)
  const read: Reader = (name) => {
    const file = absolute(name)
    if (!files.exists(file)) return undefined
    const answer = files.read(file)
    return 'bytes' in answer ? Buffer.from(answer.bytes).toString('utf8') : { unreadable: answer.problem.message }
  }
  const folder = scenariosOf(shell)
  const { files: found } = await selectFiles([], shell.cwd, folder)
  const project = {
    read,
    hasScenarios: found.length > 0,
    schema: printSchema(made.schema),
    scenarios: fromHere(shell, folder),
    home: shell.home,
  }
  const parts = [...partsFor(project), ...ciParts(project, args.ci)]
  const dry = args['dry-run'] === true
  const problems: Problem[] = []
  for (const part of parts) {
    const problem = 'left' in part || dry ? undefined : files.write(path.resolve(shell.cwd, part.name), part.text)
    if (problem === undefined) await shell.stdout.write(`${reportOf(part, dry)}\n`)
    else problems.push(problem)
  }
  if (problems.length > 0) {
    await reportProblems(shell, args, problems)
    return 3
  }
  const install = howToInstall(shell.home, shell.cwd, files.exists(absolute('package.json')))
  const transcripts = fromHere(shell, path.join(path.dirname(folder), 'transcripts'))
  await shell.stdout.write(`\n${next(dry, `${project.scenarios}/ and ${transcripts}/`, install)}\n`)
  return 0
}

function reportOf(part: Part, dry: boolean): string {
  if ('left' in part)
    return `left alone   ${part.name}: ${part.left}${part.advice === undefined ? '' : `; ${part.advice}`}`
  const done = part.how === 'write' ? 'wrote' : 'added to'
  const would = part.how === 'write' ? 'would write' : 'would change'
  return `${(dry ? would : done).padEnd(12)} ${part.name}: ${part.what}`
}

const fromHere = ({ cwd }: Shell, file: string): string => pathFrom(cwd, file) || '.'

function next(dry: boolean, folders: string, install: string | undefined): string {
  if (dry) return 'Nothing was written; leave --dry-run out to do it.'
  const steps = `Now: “scenario run”, and commit what stands under ${folders}.`
  return install === undefined
    ? steps
    : `${steps}
For “npx scenario” in this folder: ${install}
The CI job needs it inside the repository, as a packed file: README.md of scenario, “In your own project”.`
}
