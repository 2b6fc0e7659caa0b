import { suggest } from '../text/suggest.ts'
import { commands } from './commands.ts'
import { parse } from './parse.ts'
import type { Shell } from './shell.ts'

/** Parses the arguments, runs the command and answers its exit code; throws only for bugs. */
export async function execute(argv: readonly string[], shell: Shell): Promise<number> {
  const parsed = plainCall(argv) ?? (await parse(argv, shell))
  if ('text' in parsed) {
    await (parsed.code === 0 ? shell.stdout : shell.stderr).write(`${parsed.text}\n`)
    return parsed.code
  }
  const meant = await misspelt(argv[0], shell)
  if (meant !== undefined) {
    await shell.stderr.write(`scenario: there is no command or scenario “${argv[0]}”; did you mean “scenario ${meant}”?\n`)
    return 2
  }
  const command = await commands[parsed.command]!.load()
  return command.execute(parsed.args as never, shell)
}

/**
 * `scenario`, `scenario run FILE …` and `scenario FILE …` need no parser: without a flag there is nothing to parse, and
 * the parser would be a good part of a short run's time.
 */
function plainCall(argv: readonly string[]): { command: string; args: object } | undefined {
  const [first, ...rest] = argv
  const files = first === 'run' ? rest : argv
  const plain = files.every((word) => !word.startsWith('-')) && (first === undefined || first === 'run' || !takesOver(first))
  if (!plain) return undefined
  const { flags } = commands['run']!
  return { command: 'run', args: { ...Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, flag.default])), files } }
}

const takesOver = (word: string): boolean => word === 'completion' || Object.hasOwn(commands, word)

/** The command that a first word most likely meant, when it is neither one nor a scenario. */
async function misspelt(word: string | undefined, shell: Shell): Promise<string | undefined> {
  if (word === undefined || takesOver(word)) return undefined
  const near = suggest(word, Object.keys(commands))
  if (near === undefined) return undefined
  const { selectFiles } = await import('../suite/select.ts')
  return (await selectFiles([word], shell.cwd)).problems.length > 0 ? near : undefined
}
