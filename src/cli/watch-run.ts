import path from 'node:path'
import { isConfigurationName } from '../config/find.ts'
import { acceptPending } from '../review/decide.ts'
import { pendingAmong } from '../review/pending.ts'
import { withImports } from '../suite/named-files.ts'
import { statOf } from '../suite/walk.ts'
import type { InteractiveTerminal } from '../terminal/terminal.ts'
import type { LineOutput } from '../watch/line-output.ts'
import { watch } from '../watch/watch.ts'
import type { Prepared, RunnerFor, Watched } from '../watch/watched.ts'
import { selectedOf, sharedFilesOf } from './configured.ts'
import { homesOf, lookingIn } from './looking.ts'
import { runFlags } from './options.ts'
import { prepareRun, type RunArgs } from './prepare-run.ts'
import { callsOf } from './projects.ts'
import { reviewHost } from './review-host.ts'
import { runReported, type Suite } from './run-reported.ts'
import { columnsOf, type Out, type Shell } from './shell.ts'
import { takeTerminal } from './take-terminal.ts'
import { coloursOf, reportProblems } from './tools.ts'
import { withConfiguration } from './with-configuration.ts'

/** Runs scenarios again when something changes that they are made of, until `q`; without a terminal, until a signal. */
export async function watchRun(args: RunArgs, shell: Shell): Promise<number> {
  // What is wrong with the call is printed before the terminal is taken.
  const first = await prepareRun(args, shell)
  if ('code' in first) return first.code
  const colours = await coloursOf(args, shell)
  const terminal = takeTerminal(shell, args.color)
  const own = terminal === undefined ? shell : onTerminal(shell, terminal)
  let isFirst = true
  const watched: Watched = {
    async prepare() {
      if (isFirst) {
        isFirst = false
        return preparedOf(args, own, first)
      }
      const made = await withConfiguration(runFlags, own.called ?? args, own, true)
      if ('code' in made) return undefined
      const { args: now, ...known } = made
      const again = { ...own, ...known }
      const prepared = await prepareRun(now as RunArgs, again)
      return 'code' in prepared ? undefined : preparedOf(now as RunArgs, again, prepared)
    },
    isConfiguration: (file) => path.dirname(file) === shell.cwd && isConfigurationName(path.basename(file)),
    ...(terminal === undefined ? {} : { terminal }),
    colours,
    print: (text) => void own.stdout.write(text),
    signal: shell.signal,
    cwd: shell.cwd,
  }
  try {
    return await watch(watched)
  } finally {
    terminal?.close()
  }
}

/** The shell with all output above what is drawn. */
function onTerminal(shell: Shell, terminal: InteractiveTerminal): Shell {
  const out: Out = {
    isTTY: true,
    get columns() {
      return terminal.columns
    },
    get rows() {
      return terminal.rows
    },
    write: (text) => Promise.resolve(terminal.print(typeof text === 'string' ? text : Buffer.from(text).toString())),
  }
  return { ...shell, stdout: out, stderr: out }
}

function preparedOf(args: RunArgs, shell: Shell, { options, host }: Pick<Prepared, 'options' | 'host'>): Prepared {
  const { files } = host.services
  return {
    options,
    host,
    shared: withImports(sharedOf(args, shell)),
    folders: foldersOf(args, shell),
    async run(suite, runnerFor, seen, out) {
      const run = await runReported(
        args,
        out === undefined ? shell : { ...shell, stdout: outTo(shell, out) },
        { ...suite, seen },
        (each) => placed(args, each, runnerFor, shell),
      )
      return 'code' in run ? undefined : run.summary
    },
    async accept(newFiles) {
      const { pending, problems } = await pendingAmong(newFiles, lookingIn(shell))
      if (problems.length > 0) await reportProblems(shell, args, problems)
      const accepted: string[] = []
      for (const each of pending) {
        const decided = acceptPending(each, files)
        if ('file' in decided) accepted.push(decided.file)
        else await reportProblems(shell, args, [decided.problem])
      }
      return accepted
    },
    async review(newFiles, terminal) {
      const host = await reviewHost(args, shell)
      const { pending } = await pendingAmong(newFiles, lookingIn(shell))
      const [first, ...others] = pending
      if ('code' in host || first === undefined) return
      await (await import('../review/review.ts')).reviewPending(host, terminal, [first, ...others])
    },
  }
}

/** What reporters write to a terminal; the line that they leave unfinished is drawn. */
const outTo = ({ stdout }: Shell, out: LineOutput): Out => ({
  isTTY: true,
  get columns() {
    return columnsOf(stdout)
  },
  write: (text) => Promise.resolve(out.write(typeof text === 'string' ? text : Buffer.from(text).toString())),
})

/** Processes of their own are new in each run; in this one, scenarios can be ended one by one. */
async function placed(args: RunArgs, suite: Suite, runnerFor: RunnerFor, shell: Shell): Promise<Suite> {
  if (args.isolate !== true) return { ...suite, runnerFor }
  return { ...suite, runnerFor: (await import('./isolate.ts')).isolating(shell, suite.options) }
}

/** The configuration and its plugins, of all projects. */
const sharedOf = (args: RunArgs, shell: Shell): readonly string[] =>
  callsOf(args, shell).flatMap(({ shell: own }) => sharedFilesOf(own))

/** Where scenarios are looked for: the folders of all projects, and those that the call names. */
function foldersOf({ files = [] }: RunArgs, shell: Shell): readonly string[] {
  const homes = homesOf(shell).map(({ scenarios }) => scenarios)
  const named = files
    .map((file) => path.resolve(shell.cwd, file))
    .filter((file) => statOf(file)?.isDirectory() === true)
  return [...new Set([selectedOf(shell), ...homes, ...named])]
}
