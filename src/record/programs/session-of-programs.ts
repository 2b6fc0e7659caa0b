import type { InteractiveTerminal, TerminalInput } from '../../terminal/terminal.ts'
import { usualSize } from '../session.ts'
import { commandsOf } from './commands.ts'
import { recordPrograms, type Driver, type Recorded } from './recording.ts'
import type { ProgramsHost } from './run-programs.ts'
import { typedLines } from './typed-lines.ts'

/** Who types: a person at a terminal, or lines of an input that is no terminal. */
export type Typist =
  | { readonly terminal: InteractiveTerminal; readonly switchKey: string }
  | { readonly input: Pick<TerminalInput, 'onData' | 'onEnd'> }

/**
 * Runs `COMMAND :: COMMAND` on terminals of their own, and answers what was seen. Without a session nothing could be recorded: the
 * problems say why. The terminal is closed before the answer. `around` makes the driver of the one that types.
 */
export async function sessionOfPrograms(
  words: readonly string[],
  host: ProgramsHost,
  takeTypist: () => Typist,
  around: (drive: Driver) => Driver = (drive) => drive,
): Promise<Recorded> {
  const commands = commandsOf(words)
  if ('code' in commands) return { problems: [commands] }
  const typist = takeTypist()
  if ('input' in typist) return recordPrograms(commands, usualSize, host, around(typedLines(typist.input)))
  const { terminal, switchKey } = typist
  try {
    const { personAt, roomOn } = await import('./front.ts')
    return await recordPrograms(commands, roomOn(terminal), host, around(personAt(terminal, switchKey)))
  } finally {
    terminal.close()
  }
}
