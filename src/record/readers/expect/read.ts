import type { Draft } from '../../draft.ts'
import { unreadable, type Unreadable } from '../seen/result.ts'
import { runCommands } from './commands.ts'
import { Scope } from './scope.ts'
import { commandsOf, Unclosed } from './tcl.ts'

/** The simple parts of an expect script (expect(1)): what it spawns, sends and expects, one after the other. */
export function readExpect(text: string, file: string): { readonly draft: Draft } | Unreadable {
  const commands = commandsOf(text)
  if (commands instanceof Unclosed) {
    const { what, at } = commands
    return unreadable(file, `this ${what} of the expect script is not closed`, { text, at: { start: at, end: at + 1 } })
  }
  const scope = new Scope((at) => text.slice(0, at).split('\n').length)
  runCommands(commands, scope)
  if (scope.actors.length === 0)
    return unreadable(file, 'the expect script has no “spawn” whose command is known', {
      text,
      hint: 'write the command as words, such as spawn telnet localhost 9000',
    })
  const { actors, steps, comments } = scope
  return { draft: { title: titleOf(actors), comments, only: [], vars: [], masks: [], actors, steps } }
}

const titleOf = (actors: Draft['actors']): string =>
  `A conversation with ${actors.map(({ name }) => name).join(' and ')}`
