import { printable } from '../../text/printable.ts'
import { suggest } from '../../text/suggest.ts'
import { commands } from './commands.ts'
import { guardedShell } from '../guarded.ts'
import { parse } from './parse.ts'
import type { Shell } from '../shell.ts'

/** Parses the arguments, runs the command and answers its exit code; throws only for bugs. */
export async function execute(argv: readonly string[], bare: Shell): Promise<number> {
  const shell = guardedShell(bare, false)
  const parsed = plainCall(argv) ?? (await parse(argv, shell))
  if ('text' in parsed) {
    await (parsed.code === 0 ? shell.stdout : shell.stderr).write(`${parsed.text}\n`)
    return parsed.code
  }
  const meant = await misspelt(argv[0], shell)
  if (meant !== undefined) {
    await shell.stderr.write(
      `scenario: there is no command or scenario “${printable(argv[0] ?? '')}”; did you mean “scenario ${meant}”?\n`,
    )
    return 2
  }
  const command = await commands[parsed.command]!.load()
  const { color } = parsed.args as { readonly color?: boolean }
  return command.execute(parsed.args as never, guardedShell(bare, color))
}

/**
 * A call without a flag, such as `scenario`, `scenario echo.yaml` or `scenario show echo`, needs no parser: there is
 * nothing to parse, and the parser would be a good part of a short run's time. Undefined when words are too many or too
 * few, so that the parser reports what is wrong.
 */
function plainCall(argv: readonly string[]): { command: string; args: object } | undefined {
  const [first] = argv
  if (first === 'completion' || argv.some((word) => word.startsWith('-'))) return undefined
  const named = first !== undefined && takesOver(first)
  const name = named ? first : 'run'
  const { positionals, flags } = commands[name]!
  const words = named ? argv.slice(1) : argv
  const wanted = (positionals.match(/\S+/g) ?? []).map((written) => written.slice(1, -1))
  const defaults = Object.fromEntries(Object.entries(flags).map(([flag, { default: value }]) => [flag, value]))
  if (wanted[0]?.endsWith('..')) return { command: name, args: { ...defaults, [wanted[0].slice(0, -2)]: words } }
  const required = positionals.split('<').length - 1
  if (words.length < required || words.length > wanted.length) return undefined
  return {
    command: name,
    args: { ...defaults, ...Object.fromEntries(wanted.map((positional, index) => [positional, words[index]])) },
  }
}

const takesOver = (word: string): boolean => word === 'completion' || Object.hasOwn(commands, word)

/** The command that a first word most likely meant, when it is neither one nor a scenario. */
async function misspelt(word: string | undefined, shell: Shell): Promise<string | undefined> {
  if (word === undefined || takesOver(word)) return undefined
  const near = suggest(word, Object.keys(commands))
  if (near === undefined) return undefined
  const { selectFiles } = await import('../../suite/select.ts')
  return (await selectFiles([word], shell.cwd)).problems.length > 0 ? near : undefined
}
