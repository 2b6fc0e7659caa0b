import { printable } from '../../text/printable.ts'
import { suggest } from '../../text/suggest.ts'
import type { Configured } from '../configured.ts'
import { withConfiguration } from '../with-configuration.ts'
import { commands, isCommand } from './commands.ts'
import { guardedShell } from '../guarded.ts'
import { plainCall } from './plain-call.ts'
import type { Shell } from '../shell.ts'

/** Parses the arguments, runs the command and answers its exit code; throws only for bugs. */
export async function execute(argv: readonly string[], bare: Shell): Promise<number> {
  const shell = guardedShell(bare, false)
  const parsed = plainCall(argv) ?? (await (await import('./parse.ts')).parse(argv, shell))
  if ('text' in parsed) {
    await (parsed.code === 0 ? shell.stdout : shell.stderr).write(`${parsed.text}\n`)
    return parsed.code
  }
  const call = await configured(parsed, guardedShell(bare, (parsed.args as { readonly color?: boolean }).color))
  if ('code' in call) return call.code
  const { args, ...known } = call
  const meant = await misspelt(argv[0], { ...shell, ...known })
  if (meant !== undefined) {
    await shell.stderr.write(
      `scenario: there is no command or scenario “${printable(argv[0] ?? '')}”; did you mean “scenario ${meant}”?\n`,
    )
    return 2
  }
  const command = await commands[parsed.command]!.load()
  const { color } = args as { readonly color?: boolean }
  return command.execute(args as never, guardedShell({ ...bare, ...known }, color))
}

/** The arguments with what a configuration and the defaults say where no flag is given; an exit code where a configuration is wrong. */
export async function configured(
  { command, args }: { readonly command: string; readonly args: object },
  shell: Shell,
): Promise<Configured | { readonly code: number }> {
  const { flags, configured: isConfigured } = commands[command]!
  return withConfiguration(flags, args, shell, isConfigured === true)
}

/** The command that a first word most likely meant, when it is neither one nor a scenario. */
async function misspelt(word: string | undefined, shell: Shell): Promise<string | undefined> {
  if (word === undefined || word.startsWith('-') || isCommand(word)) return undefined
  const near = suggest(word, Object.keys(commands))
  if (near === undefined) return undefined
  const { scenariosNamed } = await import('../projects.ts')
  return (await scenariosNamed(word, shell)).problems.length > 0 ? near : undefined
}
