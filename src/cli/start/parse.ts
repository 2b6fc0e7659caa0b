import type { Argv, Options } from 'yargs'
import { didYouMean } from '../../text/suggest.ts'
import { commands } from './commands.ts'
import type { Command } from './command.ts'
import { flagWords } from './flag-words.ts'
import { misuseText } from './misuse-text.ts'
import { commonFlags } from '../options.ts'
import { versionOf } from '../package.ts'
import { columnsOf } from '../shell.ts'
import type { Shell } from '../shell.ts'

/** The command to run, or what to print instead: help (code 0) or what is wrong (code 2). */
export type Parsed =
  | { readonly command: string; readonly args: object }
  | { readonly text: string; readonly code: 0 | 2 }

/** What the parser finds wrong with a call, in its own words. */
class Misuse extends Error {}

/** Leaves the parser once a command is chosen: it would lay out that command's help, which takes longer than all else it does. */
class Chosen extends Error {
  readonly command: string
  readonly args: object
  constructor(command: string, args: object) {
    super('a command was chosen')
    this.command = command
    this.args = args
  }
}

/** Behind `--` everything is a file, also what begins with a dash; or the words of a command, which are nothing of ours. */
function withoutDoubleDash(argv: readonly string[]): { readonly argv: readonly string[]; readonly behind?: object } {
  const at = argv.indexOf('--')
  if (at < 0) return { argv }
  const before = argv.slice(0, at)
  const words = argv.slice(at + 1)
  if (commands[commandIn(before)]?.behindDashes === 'command') return { argv: before, behind: { command: words } }
  return { argv: [...before, ...words.map((word) => (word.startsWith('-') ? `./${word}` : word))] }
}

/** The name of a flag that the parser would take for one of its own, because every object has it: `--constructor`. */
function inheritedFlag(word: string): string | undefined {
  const name = /^--(?:no-)?([^=.]+)/.exec(word)?.[1]
  return name !== undefined && name in Object.prototype ? name : undefined
}

/** `--no-title`, where only what is on or off can be negated; the parser would hand on `false` as the title. */
function negatedValue(word: string, flags: Command['flags']): string | undefined {
  const name = /^--no-([^=]+)/.exec(word)?.[1]
  const isValue = name !== undefined && Object.hasOwn(flags, name) && flags[name]?.type !== 'boolean'
  return isValue ? `no-${name}` : undefined
}

/** `--grep` as `--title`, where the command has no flag of that name itself. */
function inOurWords(argv: readonly string[]): readonly string[] {
  const { flags } = commands[commandIn(argv)]!
  const ours = new Map(
    Object.entries(flags).flatMap(([name, { also = [] }]) => also.map((word) => [word, name] as const)),
  )
  return argv.map((word) => {
    const [, name = '', value = ''] = /^--([^=]+)(=[^]*)?$/.exec(word) ?? []
    const meant = Object.hasOwn(flags, name) ? undefined : ours.get(name)
    return meant === undefined ? word : `--${meant}${value}`
  })
}

export async function parse(written: readonly string[], shell: Shell): Promise<Parsed> {
  const { default: yargs } = await import('yargs')
  const { argv: words, behind = {} } = withoutDoubleDash(written)
  const argv = inOurWords(words)
  const { flags } = commands[commandIn(argv)]!
  const noFlag = argv.map((word) => inheritedFlag(word) ?? negatedValue(word, flags)).find((name) => name !== undefined)
  if (noFlag !== undefined) return unknownFlags([noFlag], argv)
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
    .fail((message, error) => {
      throw message ? new Misuse(message) : error
    })
    .help()
    .alias('help', 'h')
    .version(versionOf(shell.home))
    .completion('completion', 'Print a script for the shell’s completion')
    .epilogue('Exit codes: 0 passed, 1 failed, 2 invalid before running, 3 broken environment, 130 interrupted.')
    .wrap(Math.min(columnsOf(shell.stdout), 110))
    .options(commonFlags)
  for (const [name, command] of Object.entries(commands)) {
    // The parser would rather run the default command than print the script for completion.
    const isDefault = name === 'run' && argv[0] !== 'completion'
    declare(parser, isDefault ? [name, '$0'] : [name], command, (args) => {
      throw new Chosen(name, args)
    })
  }
  const asked = argv.indexOf('--get-yargs-completions')
  if (asked !== -1) return { text: await completions(parser, argv.slice(asked + 1)), code: 0 }
  let printed = ''
  try {
    await parser.parse([...argv], {}, (_error, _args, output) => {
      printed = output
    })
  } catch (error) {
    if (error instanceof Misuse) return complaint([misuseText(error.message, commandIn(argv))], argv)
    if (error instanceof Chosen)
      return beyond(error, argv) ?? { command: error.command, args: { ...error.args, ...behind } }
    throw error
  }
  return printed === '' ? complaint(['there is no such command'], argv) : { text: printed, code: 0 }
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
      builder.options(forParser(command.flags))
      for (const [call, about] of command.examples) builder.example(call, about)
    },
    (args) => choose(withNumbers(args, command.flags)),
  )
}

/**
 * Flags whose help tells the default, which is used only where a configuration says nothing. Numbers are read as text: of one that is
 * given twice, the parser would take a second 1 for “one more”.
 */
const forParser = (flags: Command['flags']): Record<string, Options> =>
  Object.fromEntries(
    Object.entries(flags).map(([name, { default: value, type, ...flag }]) => [
      name,
      {
        ...flag,
        ...(type === 'number' ? { string: true, number: true } : { type }),
        ...(value === undefined ? {} : { defaultDescription: JSON.stringify(value) }),
      },
    ]),
  )

/** Arguments in which flags that take a number have one. */
const withNumbers = (args: object, flags: Command['flags']): object =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' && Object.hasOwn(flags, name) && flags[name]?.type === 'number' ? Number(value) : value,
    ]),
  )

/** What could follow, a line each, for the shell. */
function completions(parser: Argv, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // Declared with a list alone, but called as Node calls back.
    const answer = (error: unknown, found: readonly string[] | undefined): void =>
      error ? reject(error) : resolve((found ?? []).join('\n'))
    void parser.getCompletion([...words], answer as never)
  })
}

/** Flags that take one value and have several: whichever counted, the other would be lost without a word. */
const givenTwice = (args: object, flags: Command['flags']): string[] =>
  Object.entries(args).flatMap(([name, value]) =>
    Array.isArray(value) && Object.hasOwn(flags, name) && flags[name]?.array !== true ? [name] : [],
  )

/** Flags that there are not or that are there twice, and words beyond those that the command takes: the parser would let them pass. */
function beyond({ command, args }: Chosen, argv: readonly string[]): Parsed | undefined {
  const { flags, about } = commands[command]!
  const known = ['_', '$0', 'help', 'version', ...[commonFlags, flags, about].flatMap((each) => Object.keys(each))]
  const unknown = Object.keys(args).filter((name) => !known.includes(name))
  if (unknown.length > 0) return unknownFlags(unknown, argv)
  const twice = givenTwice(args, flags).map((name) => `“--${name}” takes one value, and is given twice; leave one out`)
  if (twice.length > 0) return complaint(twice, argv)
  const words = ((args as { readonly _?: readonly unknown[] })._ ?? []).map(String)
  const [word] = words[0] === command ? words.slice(1) : words
  return word === undefined ? undefined : complaint([`“${word}” is one word too many for “${command}”`], argv)
}

/** The command that a call names, before it is known whether it is right. */
const commandIn = (argv: readonly string[]): string => argv.find((word) => Object.hasOwn(commands, word)) ?? 'run'

/** `testNamePattern` as `test-name-pattern`. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function unknownFlags(names: readonly string[], argv: readonly string[]): Parsed {
  const flags = [...Object.keys(commands[commandIn(argv)]!.flags), ...Object.keys(commonFlags), 'help', 'version']
  const messages = names.map((name) => {
    const near = didYouMean(kebab(name), flags, undefined, flagWords)?.replaceAll('“', '“--')
    return `unknown option “${name.length === 1 ? '-' : '--'}${name}”${near === undefined ? '' : `; ${near}`}`
  })
  return complaint(messages, argv)
}

function complaint(messages: readonly string[], argv: readonly string[]): Parsed {
  const lines = messages.map((message) => `scenario: ${message}`)
  return { text: `${lines.join('\n')}\nTry “scenario ${commandIn(argv)} --help”.`, code: 2 }
}
