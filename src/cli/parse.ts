import type { Argv } from 'yargs'
import { didYouMean } from '../text/suggest.ts'
import { commands } from './commands.ts'
import type { Command } from './commands.ts'
import { commonFlags } from './options.ts'
import { versionOf } from './package.ts'
import { columnsOf } from './shell.ts'
import type { Shell } from './shell.ts'

/** Which command was asked for, or what to say instead: help (code 0) or what is wrong (code 2). */
export type Parsed =
  | { readonly command: string; readonly args: object }
  | { readonly text: string; readonly code: 0 | 2 }

/** Leaves the parser once a command is chosen: it would lay out that command's help, which takes longer than all else it does. */
const taken = new Error('a command was chosen')

/** Behind `--` everything is a file, also what begins with a dash. */
function withoutDoubleDash(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--')
  if (at < 0) return argv
  return [...argv.slice(0, at), ...argv.slice(at + 1).map((word) => (word.startsWith('-') ? `./${word}` : word))]
}

/** The name of a flag that the parser would take for one of its own, because every object has it: `--constructor`. */
function inheritedFlag(word: string): string | undefined {
  const name = /^--(?:no-)?([^=.]+)/.exec(word)?.[1]
  return name !== undefined && name in Object.prototype ? name : undefined
}

/** `--no-title`, where only what is on or off can be negated; the parser would hand on `false` as the title. */
function negatedValue(word: string): string | undefined {
  const name = /^--no-([^=]+)/.exec(word)?.[1]
  const isValue = Object.values(commands).some(
    ({ flags }) => name !== undefined && Object.hasOwn(flags, name) && flags[name]?.type !== 'boolean',
  )
  return isValue ? `no-${name}` : undefined
}

export async function parse(argv: readonly string[], shell: Shell): Promise<Parsed> {
  const { default: yargs } = await import('yargs')
  argv = withoutDoubleDash(argv)
  const noFlag = argv.map((word) => inheritedFlag(word) ?? negatedValue(word)).find((name) => name !== undefined)
  if (noFlag !== undefined) return { text: complaint(`Unknown argument: ${noFlag}`, argv), code: 2 }
  let chosen: { command: string; args: object } | undefined
  const parser = yargs()
    .scriptName('scenario')
    .usage('Executable conversations between network programs.\n\nUsage: $0 [command] [files..]')
    // A list such as --tag takes one word each time, so that the files behind it stay files.
    .parserConfiguration({
      'greedy-arrays': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
      'camel-case-expansion': false,
    })
    .detectLocale(false)
    .locale('en')
    .exitProcess(false)
    .strictOptions()
    .help()
    .alias('help', 'h')
    .version(versionOf(shell.home))
    .completion('completion', 'Print a script for the shell’s completion')
    .epilogue('Exit codes: 0 passed, 1 failed, 2 refused before running, 3 broken surroundings, 130 interrupted.')
    .wrap(Math.min(columnsOf(shell.stdout), 110))
    .options(commonFlags)
  for (const [name, command] of Object.entries(commands)) {
    // The parser would rather run the default command than print the script for completion.
    const isDefault = name === 'run' && argv[0] !== 'completion'
    declare(parser, isDefault ? [name, '$0'] : [name], command, (args) => {
      chosen = { command: name, args }
      throw taken
    })
  }
  const asked = argv.indexOf('--get-yargs-completions')
  if (asked !== -1) return { text: await completions(parser, argv.slice(asked + 1)), code: 0 }
  return new Promise((resolve, reject) => {
    let said = ''
    const done = (error: Error | null | undefined): void => {
      if (error) resolve({ text: complaint(error.message, argv), code: 2 })
      else if (said !== '') resolve({ text: said, code: 0 })
      else if (chosen !== undefined) resolve(tooMany(chosen, argv) ?? chosen)
      else resolve({ text: complaint('there is no such command', argv), code: 2 })
    }
    const left = (thrown: unknown): void => (thrown === taken ? done(undefined) : reject(thrown))
    const parsed = async (): Promise<unknown> =>
      parser.parse([...argv], {}, (error, _args, output) => {
        said = output
        done(error)
      })
    parsed().catch(left)
  })
}

function declare(
  parser: Argv,
  [name, ...aliases]: readonly string[],
  command: Command,
  choose: (args: object) => void,
): void {
  parser.command(
    [`${name} ${command.positionals}`.trimEnd(), ...aliases],
    command.describe,
    (builder) => {
      for (const [positional, describe] of Object.entries(command.about)) {
        builder.positional(positional, {
          describe,
          type: 'string',
          ...(command.positionals.includes(`[${positional}..]`) ? { array: true } : {}),
        })
      }
      builder.options(command.flags)
      for (const [call, about] of command.examples) builder.example(call, about)
    },
    (args) => choose(lastOnes(args, command.flags)),
  )
}

/** What could follow, a line each, for the shell. */
function completions(parser: Argv, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // Declared with a list alone, but called as Node calls back.
    const answer = (error: unknown, found: readonly string[] | undefined): void =>
      error ? reject(error) : resolve((found ?? []).join('\n'))
    void parser.getCompletion([...words], answer as never)
  })
}

/** Where a flag that takes one value was given several times, the last one counts. */
function lastOnes(args: Record<string, unknown>, flags: Command['flags']): Record<string, unknown> {
  const single = ([name, value]: [string, unknown]): [string, unknown] =>
    Array.isArray(value) && flags[name] !== undefined && flags[name].array !== true
      ? [name, value.at(-1)]
      : [name, value]
  return Object.fromEntries(Object.entries(args).map(single))
}

/** Words beyond those that the command takes, which the parser would let pass. */
function tooMany({ command, args }: { command: string; args: object }, argv: readonly string[]): Parsed | undefined {
  const words = ((args as { readonly _?: readonly unknown[] })._ ?? []).map(String)
  const [word] = words[0] === command ? words.slice(1) : words
  return word === undefined
    ? undefined
    : { text: complaint(`“${word}” is one word too many for “${command}”`, argv), code: 2 }
}

function complaint(message: string, argv: readonly string[]): string {
  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1]?.split(', ') ?? []
  const command = argv.find((word) => Object.hasOwn(commands, word)) ?? 'run'
  const flags = [...Object.keys(commands[command]!.flags), ...Object.keys(commonFlags), 'help', 'version']
  const lines = unknown.length === 0 ? [`scenario: ${message}`] : unknown.map((name) => unknownFlag(name, flags))
  return `${lines.join('\n')}\nTry “scenario ${command} --help”.`
}

function unknownFlag(name: string, flags: readonly string[]): string {
  const near = didYouMean(name, flags)?.replace('“', '“--')
  return `scenario: unknown option “${name.length === 1 ? '-' : '--'}${name}”${near === undefined ? '' : `; ${near}`}`
}
