import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Source } from '../model/span.ts'
import { coloursFor } from '../report/colours.ts'
import type { Colours } from '../report/colours.ts'
import { nodeFiles } from '../suite/files.ts'
import { shownFrom } from '../suite/paths.ts'
import { wantsColour } from './colour.ts'
import type { Common } from './options.ts'
import { columnsOf } from './shell.ts'
import { own } from '../text/own.ts'
import type { Shell } from './shell.ts'

/** What most commands need besides their arguments. */
export interface Tools {
  readonly files: ReturnType<typeof nodeFiles>
  readonly shown: (file: string) => string
  /** A path as the user wrote it, absolute. */
  absolute(file: string): string
}

export function toolsFor(shell: Shell): Tools {
  const shown = shownFrom(shell.cwd)
  return { files: nodeFiles(shown), shown, absolute: (file) => path.resolve(shell.cwd, file) }
}

export const coloursOf = (common: Pick<Common, 'color'>, shell: Shell): Promise<Colours> =>
  coloursFor(wantsColour(common.color, shell.env, shell.stdout))

const none: ReadonlyMap<string, Source> = new Map()

/** Prints problems to standard error and answers the exit code of an invalid call. */
export async function reportProblems(
  shell: Shell,
  common: Pick<Common, 'color'>,
  problems: readonly Problem[],
  sources = none,
  full = false,
): Promise<2> {
  const { printProblems } = await import('../report/problem.ts')
  const colours = await coloursFor(wantsColour(common.color, shell.env, shell.stderr))
  const columns = columnsOf(shell.stderr)
  await shell.stderr.write(printProblems(problems, (file) => sources.get(file), colours, { columns, full }))
  return 2
}

/** What plugins on the command line are found from: as if a file in the working directory had named them. */
export const pluginsFrom = (shell: Shell): string => path.join(shell.cwd, 'scenario.yaml')

/** Writes what a command has made and prints its path; code 3 when it cannot be written, since the cause is the environment. */
export async function writeOut(
  shell: Shell,
  common: Pick<Common, 'color'>,
  out: string,
  content: string | Uint8Array,
  verb: string,
): Promise<0 | 3> {
  const { files, shown, absolute } = toolsFor(shell)
  const file = absolute(out)
  const problem = files.write(file, content)
  if (problem !== undefined) {
    await reportProblems(shell, common, [problem])
    return 3
  }
  await shell.stdout.write(`${verb} ${shown(file)}\n`)
  return 0
}

/** `name=value` pairs as a map, or what is wrong with one. */
export function readVars(
  written: readonly string[] | undefined,
): { vars: ReadonlyMap<string, string> } | { problem: Problem } {
  const vars = new Map<string, string>()
  for (const pair of written ?? []) {
    const [, name, value] = /^([A-Za-z_][\w-]*)=([^]*)$/.exec(pair) ?? []
    if (name === undefined || value === undefined) {
      return { problem: { code: 'usage', message: `--var “${pair}” is not of the form name=value` } }
    }
    vars.set(name, value)
  }
  return { vars }
}

/** `NAME=value`, or `NAME` with its value in the environment, as variables; or what is wrong with one. */
export function readEnvironment(
  written: readonly string[] | undefined,
  env: Shell['env'],
): { programEnv: Readonly<Record<string, string>> } | { problem: Problem } {
  const found: [string, string][] = []
  for (const pair of written ?? []) {
    const [, name = '', equals, given = ''] = /^([^=]*)(=?)([^]*)$/.exec(pair) ?? []
    const value = equals === '' ? own(env, name) : given
    const hint = 'write --env NAME=value, or --env NAME for one that is set in the environment'
    if (name === '') return { problem: { code: 'usage', message: `--env “${pair}” has no name`, hint } }
    if (value === undefined)
      return { problem: { code: 'usage', message: `--env “${name}” is not set in the environment`, hint } }
    found.push([name, value])
  }
  return { programEnv: Object.fromEntries(found) }
}

/** True in CI, by its variable; the flag wins. */
export const inCi = (flag: boolean | undefined, env: Shell['env']): boolean =>
  flag ?? !['', '0', 'false'].includes(env['CI'] ?? '')
