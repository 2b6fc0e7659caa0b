import { appendFileSync, constants } from 'node:fs'
import path from 'node:path'
import type { Reporter, Terminal } from '../model/reporter.ts'
import type { Shard } from '../model/progress.ts'
import type { Problem } from '../model/problem.ts'
import type { Contribution } from '../model/registry.ts'
import type { Files } from '../pipeline.ts'
import type { Outlet } from '../report/reporters-run.ts'
import { withoutControls } from './outlet-text.ts'
import { didYouMean } from '../text/suggest.ts'
import { wantsColour } from './colour.ts'
import { columnsOf, defaultColumns } from './shell.ts'
import type { Shell } from './shell.ts'

/** What a run says about its reports. */
export interface Reporting {
  readonly color: boolean | undefined
  readonly verbose?: boolean | undefined
  /** The output folder. */
  readonly out: string
  readonly shard?: Shard
}

/** Reporters as `--reporter NAME[=FILE]` names them; without any, those that the environment asks for. */
export async function outletsFor(
  written: readonly string[] | undefined,
  reporters: ReadonlyMap<string, Contribution<Reporter>>,
  shell: Shell,
  files: Pick<Files, 'write'>,
  { color, verbose = false, out, shard }: Reporting,
): Promise<{ outlets: readonly Outlet[] } | { problem: Problem }> {
  const outlets: Outlet[] = []
  const writers = new Map<string, string>()
  const unasked = unaskedIn(shell.env, reporters)
  const usual = unasked.flatMap(({ name, where }) => (where === 'output' ? [name] : []))
  for (const one of written ?? usual) {
    const asked = askedFor(one, reporters, { out, shard })
    if ('problem' in asked) return asked
    const { name, reporter, file } = asked
    if (file === '') {
      outlets.push(toTerminal(name, reporter, shell, { color, verbose }))
      continue
    }
    const problem = (await import('./report-file.ts')).wrongFile({ name, file }, writers, shell)
    if (problem !== undefined) return { problem }
    outlets.push(toFile(name, reporter, path.resolve(shell.cwd, file), files, verbose))
  }
  for (const { name, reporter, where } of unasked)
    if (typeof where === 'object') outlets.push(appending(name, reporter, where.file))
  return { outlets }
}

/** Reporters that nobody names: on the output only where no other is named, and in a file of the environment in any case. */
export const unaskedIn = (
  env: Shell['env'],
  reporters: ReadonlyMap<string, Contribution<Reporter>>,
): readonly {
  readonly name: string
  readonly reporter: Reporter
  readonly where: 'output' | { readonly file: string }
}[] =>
  [...reporters.values()].flatMap(({ name, value }) => {
    const where = value.usedIn?.(env)
    return where === undefined ? [] : [{ name, reporter: value, where }]
  })

/** What `NAME` or `NAME=FILE` asks for; the file is empty where the report goes to the terminal. */
function askedFor(
  written: string,
  reporters: ReadonlyMap<string, Contribution<Reporter>>,
  { out, shard }: { readonly out: string; readonly shard: Shard | undefined },
): { readonly name: string; readonly reporter: Reporter; readonly file: string } | { readonly problem: Problem } {
  const [name = '', ...rest] = written.split('=')
  const reporter = reporters.get(name)?.value
  if (reporter === undefined) return { problem: unknown(name, reporters) }
  const named = rest.join('=')
  if (rest.length > 0 && named === '')
    return { problem: { code: 'usage', message: `--reporter “${written}” has no file after “=”` } }
  const usualFile = reporter.fileName?.(shard)
  return { name, reporter, file: named === '' && usualFile !== undefined ? path.join(out, usualFile) : named }
}

const onPaper = (text: string): string => withoutControls(text, { colour: false, erase: false })
const paper: Terminal = { isTTY: false, color: false, columns: defaultColumns }

function unknown(name: string, reporters: ReadonlyMap<string, unknown>): Problem {
  const hint = didYouMean(name, reporters.keys(), 'there are')
  return { code: 'usage', message: `there is no reporter “${name}”`, ...(hint === undefined ? {} : { hint }) }
}

function toTerminal(
  name: string,
  reporter: Reporter,
  { env, stdout }: Shell,
  { color, verbose }: { readonly color: boolean | undefined; readonly verbose: boolean },
): Outlet {
  const terminal: Terminal = {
    isTTY: stdout.isTTY,
    color: wantsColour(color, env, stdout),
    // Its width may change while a run goes.
    get columns() {
      return columnsOf(stdout)
    },
    verbose,
  }
  return {
    name,
    reporter,
    terminal,
    write: (text) => stdout.write(text, reporter.commands === true ? 'commands' : undefined),
  }
}

/** Kept until the end and written whole, so that a report is never half a report; as bytes, of which more fit than into a text. */
function toFile(name: string, reporter: Reporter, file: string, files: Pick<Files, 'write'>, verbose: boolean): Outlet {
  const pieces: Buffer[] = []
  let wrote: string | undefined
  return {
    name,
    reporter,
    terminal: { ...paper, verbose },
    write: (text) => void pieces.push(Buffer.from(onPaper(text))),
    close(isWhole) {
      if (!isWhole) return undefined
      const problem = files.write(file, Buffer.concat(pieces))
      // A report such as JUnit's is for a program, which knows where it is.
      if (problem === undefined && reporter.fileName !== undefined) wrote = file
      return problem
    },
    wrote: () => wrote,
  }
}

/** Says which reports stand in files, on standard error, since standard output may be another report. */
export async function announce(
  outlets: readonly Outlet[],
  { stderr }: Shell,
  shown: (file: string) => string,
): Promise<void> {
  for (const { wrote } of outlets) {
    const file = wrote?.()
    if (file !== undefined) await stderr.write(`wrote ${shown(file)}\n`)
  }
}

/** Text is added to what stands there; a pipe without a reader is not waited for. */
function appending(name: string, reporter: Reporter, file: string): Outlet {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants
  let problem: Problem | undefined
  return {
    name,
    reporter,
    terminal: paper,
    write(text) {
      try {
        if (problem === undefined)
          appendFileSync(file, text, { flag: O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK } as never)
      } catch (error) {
        problem = {
          code: 'cannot-write',
          message: `the report ${file} of “${name}” cannot be written (${(error as NodeJS.ErrnoException).code})`,
        }
      }
    },
    close: () => problem,
  }
}
