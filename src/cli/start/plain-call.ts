import { commonFlags } from '../options.ts'
import type { Flag } from '../flag.ts'
import { commands, isCommand } from './commands.ts'

type Flags = Readonly<Record<string, Flag>>
type Given = Record<string, string | number | boolean | readonly string[] | undefined>

/**
 * A call in the plain forms, such as `scenario echo.yaml`, `scenario run -u --tag tcp` or `scenario show echo --width=90`, read
 * without the parser, which would be a good part of a short run's time. Undefined for everything else, right or wrong: the parser
 * reads that, and reports what is wrong.
 */
export function plainCall(argv: readonly string[]): { command: string; args: object } | undefined {
  const [first] = argv
  const named = first !== undefined && Object.hasOwn(commands, first)
  const name = named ? first : 'run'
  const { positionals, flags } = commands[name]!
  const read = plainFlags(named ? argv.slice(1) : argv, { ...flags, ...commonFlags })
  if (read === undefined) return undefined
  const { words, given } = read
  // The parser looks for a command behind flags, too.
  if (!named && (first === 'completion' || (first?.startsWith('-') && words.some(isCommand)))) return undefined
  const wanted = (positionals.match(/\S+/g) ?? []).map((written) => written.slice(1, -1))
  const args = given
  if (wanted[0]?.endsWith('..')) return { command: name, args: { ...args, [wanted[0].slice(0, -2)]: words } }
  const required = positionals.split('<').length - 1
  if (words.length < required || words.length > wanted.length) return undefined
  return {
    command: name,
    args: { ...args, ...Object.fromEntries(wanted.map((positional, index) => [positional, words[index]])) },
  }
}

/** Words and flags, separated; undefined unless each flag has one of the plain forms. */
function plainFlags(argv: readonly string[], flags: Flags): { words: string[]; given: Given } | undefined {
  const words: string[] = []
  const given: Given = {}
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] as string
    if (!word.startsWith('-')) {
      words.push(word)
      continue
    }
    const written = flagIn(word, flags)
    if (written === undefined) return undefined
    const { name, flag } = written
    if (Object.hasOwn(given, name) && flag.array !== true) return undefined
    if (flag.type === 'boolean') {
      // A word behind it may be its value.
      if (written.value !== undefined || /^(?:true|false)$/.test(argv[at + 1] ?? '')) return undefined
      given[name] = written.on
      continue
    }
    const value = written.on ? plainValue(written.value ?? argv[(at += 1)], flag) : undefined
    if (value === undefined) return undefined
    given[name] = flag.array === true ? [...((given[name] as string[] | undefined) ?? []), value as string] : value
  }
  return { words, given }
}

/** `--name`, `--name=value`, `--no-name` or `-n`. */
function flagIn(
  word: string,
  flags: Flags,
): { name: string; flag: Flag; on: boolean; value: string | undefined } | undefined {
  const [, long, value] = /^--([a-z][a-z-]*)(?:=([^]+))?$/.exec(word) ?? []
  const short = /^-([a-z])$/.exec(word)?.[1]
  const whole = long ?? Object.keys(flags).find((name) => short !== undefined && flags[name]?.alias === short)
  if (whole === undefined) return undefined
  if (Object.hasOwn(flags, whole)) return { name: whole, flag: flags[whole] as Flag, on: true, value }
  const name = whole.replace(/^no-/, '')
  return name !== whole && Object.hasOwn(flags, name)
    ? { name, flag: flags[name] as Flag, on: false, value }
    : undefined
}

/** Undefined for a value that is missing, wrong, like a flag, or in quotes, which the parser removes from some. */
function plainValue(text: string | undefined, { type, choices }: Flag): string | number | undefined {
  if (text === undefined || text === '' || /^[-"']/.test(text) || choices?.includes(text) === false) return undefined
  if (type === 'string') return text
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
