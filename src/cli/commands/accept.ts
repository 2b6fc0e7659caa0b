import type { Problem } from '../../model/problem.ts'
import { accept, pendingOf, removeAll, replacing } from '../../suite/accept.ts'
import { pendingBeside } from '../../suite/transcript-names.ts'
import { isOurs } from '../../suite/ours.ts'
import type { Files } from '../../pipeline.ts'
import type { acceptFlags, Common, Values } from '../options.ts'
import { baseOf, scenariosOf } from '../configured.ts'
import { callsOf, scenariosNamed } from '../projects.ts'
import type { Shell } from '../shell.ts'
import { reportProblems, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof acceptFlags> & { readonly files?: readonly string[] }

/** Code 3 when a transcript cannot be written; the others are accepted all the same. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const { files, shown } = toolsFor(shell)
  const { work, problems } = await (args.from === undefined
    ? ofThisFolder(args, shell, files)
    : ofUpload(args, args.from, shell, files))
  if (problems.length > 0) return reportProblems(shell, args, problems)
  const unwritten: Problem[] = []
  for (const each of work) {
    const done = each()
    if ('accepted' in done) await shell.stdout.write(`accepted ${shown(done.accepted)}\n`)
    else unwritten.push(done.problem)
  }
  if (work.length === 0) await shell.stdout.write('there is nothing new to accept\n')
  if (unwritten.length > 0) {
    await reportProblems(shell, args, unwritten)
    return 3
  }
  return 0
}

/** What is to be written, each by a function that answers the path of the transcript or why it is as before. */
interface Work {
  readonly work: readonly (() => ReturnType<typeof accept>)[]
  readonly problems: readonly Problem[]
}

const homesOf = (args: Args, shell: Shell) =>
  callsOf(args, shell).map(({ project, shell: own }) => ({
    scenarios: scenariosOf(own),
    ...(project === undefined ? {} : { project }),
  }))

/** Which transcripts of their own values of a matrix and projects have. */
const formsOf = (args: Args, shell: Shell) =>
  new Set(callsOf(args, shell).map((call) => call.shell.configuration?.settings.transcripts?.value ?? 'shared'))

async function ofThisFolder(args: Args, shell: Shell, files: Files): Promise<Work> {
  const folders = homesOf(args, shell).map(({ scenarios }) => scenarios)
  const find = (written: string) => scenariosNamed(written, shell)
  const { pending, problems } = await pendingOf(args.files ?? [], { cwd: shell.cwd, folders, find })
  const { chosen, problems: several } = replacing(pending, formsOf(args, shell), files, toolsFor(shell).shown)
  return { work: chosen.map((each) => () => accept(each.file, files, each)), problems: [...problems, ...several] }
}

async function ofUpload(args: Args, from: readonly string[], shell: Shell, files: Files): Promise<Work> {
  const { uploaded } = await import('../../suite/accept-from.ts')
  const { shown, absolute } = toolsFor(shell)
  const upload = {
    from: [...new Set(from.map(absolute))],
    base: baseOf(shell),
    cwd: shell.cwd,
    homes: homesOf(args, shell),
    find: (written: string) => scenariosNamed(written, shell),
    forms: formsOf(args, shell),
  }
  const { taken, problems } = await uploaded(args.files ?? [], upload, { files, shown })
  const work = taken.map(({ committed, bytes }) => () => {
    // What waited here was kept by an earlier run: accepted later, it would undo this.
    const waiting = pendingBeside(committed).map(({ file }) => file)
    const problem = files.write(committed, bytes) ?? removeAll(waiting.filter(isOurs), files)
    return problem === undefined ? { accepted: committed } : { problem }
  })
  return { work, problems }
}
