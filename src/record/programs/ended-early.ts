import { listeners, ownersOf } from '../../kernel/listening.ts'
import type { Problem } from '../../model/problem.ts'
import { shownProcess } from '../../run/context/holders.ts'
import type { RecordedProgram } from './program.ts'

/** Lines of a program that failed which are shown. */
const shownLines = 3

/** Why the next program is not started: the one before it has failed. Undefined where that runs, or has ended well. */
export function endedEarly(program: RecordedProgram, next: RecordedProgram): Problem | undefined {
  if (!program.failed) return undefined
  const { actor, ending, output, words } = program
  const lines = output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-shownLines)
  const printed =
    lines.length === 0 ? 'it printed nothing' : `its last lines: ${lines.map((line) => `“${line.trim()}”`).join(', ')}`
  return {
    code: 'cannot-start',
    message: `“${actor}” ${ending ?? 'ended'} before “${next.actor}” was started; ${printed}`,
    hint: heldBy(words) ?? `correct its command; nothing is written`,
  }
}

/** Who has a port that the command names. */
function heldBy(words: readonly string[]): string | undefined {
  for (const [text] of words.slice(1).flatMap((word) => [...word.matchAll(/(?<!\d)\d{2,5}(?!\d)/g)])) {
    const port = Number(text)
    const inodes = new Set((listeners({ port }) ?? []).map(({ inode }) => inode))
    const [holder] = ownersOf(inodes)
    if (holder !== undefined)
      return `port ${port} is in use by ${shownProcess(holder)}: end that first, or take another port`
  }
  return undefined
}
