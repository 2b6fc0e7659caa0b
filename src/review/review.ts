import type { InteractiveTerminal } from '../terminal/terminal.ts'
import type { Conflict } from './conflicts.ts'
import { Dialogue } from './dialogue.ts'
import { ownersIn } from './entries.ts'
import type { ReviewHost } from './host.ts'
import type { Pending } from './pending.ts'
import type { Decisions } from './progress.ts'

/** A person decides on what waits, one after another; answers when all is decided or the person leaves. There is at least one. */
export const reviewPending = (
  review: ReviewHost,
  terminal: InteractiveTerminal,
  pending: readonly [Pending, ...Pending[]],
): Promise<Decisions> => new Dialogue(review, terminal, pending, ownersIn(review)).decide()

/** Asks whether scenarios with merge conflicts in their transcripts run again; false when the person leaves them. */
export async function offerRun(
  conflicts: readonly Conflict[],
  { colours, host }: ReviewHost,
  terminal: InteractiveTerminal,
): Promise<boolean> {
  const draw = (): void =>
    terminal.draw([
      colours.bold('git could not merge these transcripts:'),
      ...conflicts.map(({ committed }) => `  ${host.services.shown(committed)}`),
      '',
      'Where the scenario is merged, it can run again, and its transcript is what it says then.',
      '',
      colours.dim('a run them again and take that · any other key: leave them'),
    ])
  draw()
  return new Promise((resolve) => {
    const stops = [
      terminal.onResize(draw),
      terminal.onKey(({ name }) => answer(name === 'a')),
      terminal.onEnd(() => answer(false)),
    ]
    function answer(runs: boolean): void {
      for (const stop of stops) stop()
      resolve(runs)
    }
  })
}
