import { didYouMean } from '../../text/suggest.ts'

/** What yargs finds wrong with a call of a command, in the words of this tool; in those of yargs where it is something else. */
export function misuseText(message: string, command: string): string {
  const [, flag] = /^Not enough arguments following: (\S+)$/.exec(message) ?? []
  if (flag !== undefined) return `“${flag.length === 1 ? '-' : '--'}${flag}” needs a value`
  const [, given, needed] = /^Not enough non-option arguments: got (\d+), need at least (\d+)$/.exec(message) ?? []
  if (needed !== undefined)
    return `“${command}” needs ${needed} ${needed === '1' ? 'word' : 'words'} behind it, and has ${given}`
  const [, name, value, choices] = /Argument: (\S+), Given: "([^]*)", Choices: ("[^]*")\s*$/.exec(message) ?? []
  if (choices === undefined) return message
  const known = choices.slice(1, -1).split('", "')
  return `“--${name}” has no value “${value}”; ${didYouMean(value ?? '', known, 'there are')}`
}
