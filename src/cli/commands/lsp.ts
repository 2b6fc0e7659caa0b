import { execa } from 'execa'
import { Readable, Writable } from 'node:stream'
import { serve } from '../../lsp/server.ts'
import type { LspHost, Project } from '../../lsp/workspace/project.ts'
import type { Problem } from '../../model/problem.ts'
import { withValues } from '../../suite/matrix.ts'
import { findConfigurations } from '../../config/find.ts'
import { baseOf, outOf, scenariosOf, selectedOf, sharedFilesOf } from '../configured.ts'
import { withConfiguration } from '../with-configuration.ts'
import { matrixOf } from '../matrix.ts'
import { checkFlags, type Common, type lspFlags, type Values } from '../options.ts'
import { callsOf, type Call } from '../projects.ts'
import { versionOf } from '../package.ts'
import { servicesFor, servicesWithPlugins } from '../services.ts'
import type { In, Out, Shell } from '../shell.ts'
import { readVars, reportProblems } from '../tools.ts'

type Args = Common & Values<typeof lspFlags>

export async function execute(args: Args, shell: Shell): Promise<number> {
  const { stdin } = shell
  if (args.stdio !== true || stdin === undefined)
    return reportProblems(shell, args, [
      {
        code: 'usage',
        message: 'a language server needs an editor that talks to it',
        hint: 'set “scenario lsp --stdio” as the command of a language server there: docs/editor.md',
      },
    ])
  shell.stdout.reserve?.()
  return serve(hostOf(shell, stdin))
}

function hostOf(shell: Shell, stdin: In): LspHost {
  return {
    input: readableOf(stdin),
    output: writableOf(shell.stdout),
    signal: shell.signal,
    version: versionOf(shell.home),
    cwd: shell.cwd,
    configurations: findConfigurations,
    projects: (root) => projectsIn({ ...shell, cwd: root }),
    call: (args, root) => callIn(shell, args, root),
  }
}

function writableOf(out: Out): Writable {
  const write = async (chunk: Uint8Array, done: () => void): Promise<void> => {
    await out.write(chunk)
    done()
  }
  return new Writable({ write: (chunk: Uint8Array, _encoding, done) => void write(chunk, done) })
}

function readableOf({ onData, onEnd }: In): Readable {
  const input = new Readable({ read: () => undefined })
  onData((bytes) => input.push(bytes))
  onEnd(() => input.push(null))
  return input
}

/** The folder as `scenario check` sees it; without its configuration, which is reported, where that is wrong. */
async function projectsIn(shell: Shell): Promise<readonly [Project, ...Project[]]> {
  const call = await withConfiguration(checkFlags, {}, shell, true)
  const [first, ...others] =
    'code' in call ? callsOf<CheckArgs>({}, shell) : callsOf<CheckArgs>(call.args, { ...shell, ...call })
  const names = [first, ...others].flatMap(({ project = [] }) => project)
  return [await projectOf(first, names), ...(await Promise.all(others.map((each) => projectOf(each, names))))]
}

async function projectOf({ args, shell }: Call<CheckArgs>, names: readonly string[]): Promise<Project> {
  const places = {
    root: shell.cwd,
    out: outOf(shell),
    base: baseOf(shell),
    scenarios: scenariosOf(shell),
    selected: selectedOf(shell),
    shared: sharedFilesOf(shell),
    names,
  }
  const ready = await servicesOf(args, shell)
  if ('services' in ready) return { ...places, services: ready.services }
  await reportProblems(shell, { color: false }, ready.problems)
  return { ...places, services: servicesFor(shell) }
}

type CheckArgs = Partial<Values<typeof checkFlags>>

async function servicesOf(
  args: CheckArgs,
  shell: Shell,
): Promise<Pick<Project, 'services'> | { problems: readonly Problem[] }> {
  const read = readVars(args.var)
  if ('problem' in read) return { problems: [read.problem] }
  const ready = await servicesWithPlugins(shell, read.vars)
  if ('problems' in ready) return ready
  const crossed = matrixOf(args.matrix, shell.configuration?.settings)
  if ('problem' in crossed) return { problems: [crossed.problem] }
  return { services: crossed.matrix === undefined ? ready.services : withValues(ready.services, crossed.matrix) }
}

/** Another process of this program, which cannot take the editor's connection with it. */
async function callIn({ program, env }: Shell, args: readonly string[], root: string): ReturnType<LspHost['call']> {
  if (program === undefined) return { code: 70, output: '' }
  const own = program.args.slice(0, -1)
  const ran = await execa(program.file, [...own, ...args], {
    cwd: root,
    env,
    extendEnv: false,
    reject: false,
    all: true,
    stdin: 'ignore',
  })
  return { code: ran.exitCode ?? 70, output: ran.all }
}
