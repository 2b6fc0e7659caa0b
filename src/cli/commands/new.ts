import path from 'node:path'
import type { Problem } from '../../model/problem.ts'
import { pathFrom } from '../../suite/paths.ts'
import { didYouMean } from '../../text/suggest.ts'
import type { Common, Values, newFlags } from '../options.ts'
import { selectedOf } from '../configured.ts'
import { callsOf } from '../projects.ts'
import type { Shell } from '../shell.ts'
import { scenarioName, titleOf } from '../scenario-name.ts'
import { scenarioFrom, templateNames } from '../templates.ts'
import { reportProblems, toolsFor } from '../tools.ts'
import { shellWord } from '../../text/shell-word.ts'

type Args = Common & Values<typeof newFlags> & { readonly name: string }

/** Code 2 when the name will not do or is taken, 3 when the file cannot be written. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const template = templateNames.find((each) => each === args.from)
  if (template === undefined) return reportProblems(shell, args, [unknownTemplate(args.from)])
  const name = scenarioName(args.name)
  if (name === undefined) return reportProblems(shell, args, [badName(args.name)])
  const { files, shown } = toolsFor(shell)
  // The first project is as good as any where there are several.
  const folder = selectedOf(callsOf(args, shell)[0].shell)
  const file = path.join(folder, `${name}.yaml`)
  const taken = [file, path.join(folder, `${name}.yml`)].find((each) => files.exists(each))
  if (taken !== undefined) return reportProblems(shell, args, [alreadyThere(shown(taken))])
  const schema = path.join(folder, 'schema.json')
  const way = pathFrom(path.dirname(file), schema)
  const text = scenarioFrom(shell.home, template, titleOf(name), files.exists(schema) ? way : undefined)
  const problem = files.write(file, text)
  if (problem !== undefined) {
    await reportProblems(shell, args, [problem])
    return 3
  }
  await shell.stdout.write(`wrote ${shown(file)}\nrun it: scenario run ${shellWord(name)}\n`)
  return 0
}

const unknownTemplate = (from: string): Problem => ({
  code: 'usage',
  message: `there is no template “${from}”`,
  hint: didYouMean(from, [...templateNames], 'templates') ?? 'leave --from out',
})

const badName = (name: string): Problem => ({
  code: 'usage',
  message: `“${name}” cannot name a scenario`,
  hint: 'take letters, digits, - and _, with / for folders below scenarios/',
})

const alreadyThere = (file: string): Problem => ({
  code: 'usage',
  message: `${file} is there already, and nothing is overwritten`,
  hint: 'take another name, or remove it first',
})
