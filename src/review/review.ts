import type { InteractiveTerminal } from '../terminal/terminal.ts'
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
