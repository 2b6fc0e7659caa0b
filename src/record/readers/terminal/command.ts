import { programName } from '../../program-name.ts'

/** The words of a command line, when a shell is not needed to read it; else a call of the shell. */
export function wordsOf(line: string): string[] {
  const trimmed = line.trim()
  const words = trimmed.match(/'[^']*'|[^\s'"\\$`|&;<>()*?[\]{}~!#]+/g) ?? []
  return trimmed !== '' && words.join(' ') === trimmed.replaceAll(/\s+/g, ' ')
    ? words.map((word) => (word.startsWith("'") ? word.slice(1, -1) : word))
    : ['sh', '-c', trimmed]
}

const shells = /(?:^|\/)(?:sh|bash|dash|zsh|ksh|fish)$/

/** A name for the actor; of a call of a shell, as `wordsOf` answers it, that of the line which the shell reads. */
export function actorName(command: readonly string[]): string {
  const [program = '', flag, line] = command
  return programName(shells.test(program) && flag === '-c' && line !== undefined ? [line] : command)
}
