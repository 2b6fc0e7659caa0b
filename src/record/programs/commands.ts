import type { Problem } from '../../model/problem.ts'
import { programName } from '../program-name.ts'

/** One of the programs that are recorded. */
export interface Command {
  readonly name: string
  /** The command and its arguments; of a pipeline, the shell’s. */
  readonly words: readonly string[]
}

/** What stands between two commands. */
export const separator = '::'

/**
 * The commands of `-- COMMAND :: COMMAND`. One word with blanks in it is for a shell, as in `-- 'sort names | head'`. A problem where a
 * command is missing.
 */
export function commandsOf(written: readonly string[]): readonly Command[] | Problem {
  const commands: (readonly string[])[] = []
  for (let rest = written; ;) {
    const end = rest.indexOf(separator)
    commands.push(end < 0 ? rest : rest.slice(0, end))
    if (end < 0) break
    rest = rest.slice(end + 1)
  }
  if (commands.some((words) => words.length === 0))
    return {
      code: 'usage',
      message: written.length === 0 ? 'there is no command to record' : `a command is missing beside “${separator}”`,
      hint: `write -- COMMAND, or -- COMMAND ${separator} COMMAND for several`,
    }
  const names = unlike(commands.map(programName))
  return commands.map((words, at) => ({ name: names[at] as string, words: forShell(words) }))
}

const forShell = (words: readonly string[]): readonly string[] =>
  words.length === 1 && /\s/.test(words[0] as string) ? ['sh', '-c', words[0] as string] : words

/** The same, with numbers behind those that come more than once. */
function unlike(names: readonly string[]): string[] {
  return names.map((name, at) => {
    if (names.indexOf(name) === names.lastIndexOf(name)) return name
    return `${name}-${names.slice(0, at + 1).filter((other) => other === name).length}`
  })
}

/**
 * Names by what the programs do, where that is plain: one that listens is the server, and each other one a client of it. Answers the
 * names in the same order; as they are where nobody listens, or more than one.
 */
export function rolesOf(programs: readonly { readonly name: string; readonly listens: boolean }[]): readonly string[] {
  const names = programs.map(({ name }) => name)
  if (programs.length < 2 || programs.filter(({ listens }) => listens).length !== 1) return names
  let clients = 0
  return programs.map(({ listens }) => {
    if (listens) return 'server'
    clients += 1
    return programs.length === 2 ? 'client' : `client-${clients}`
  })
}
