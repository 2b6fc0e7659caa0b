import type { Compiled } from '../../model/matcher.ts'
import type { Argument, WrittenEntry } from '../../model/written.ts'
import type { WishModifier } from '../../model/words.ts'
import { eventOf } from '../../registry/events.ts'
import { eventsAsked } from '../../registry/shape.ts'
import { kindOf, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { compiledOf } from '../compiled.ts'

type On = Compiled['on']

/** Modifiers that would change nothing, and why; all others may stand beside a wish that is met so. */
const idle: Readonly<Partial<Record<On, Partial<Record<WishModifier, string>>>>> = {
  sequence: { without: 'these are the very next lines, so nothing can come first' },
  set: { next: 'lines between these stay unread; for the very next lines write “lines”' },
  silence: {
    next: 'it is met by nothing at all',
    without: 'it is met by nothing at all',
    as: 'there is no match to keep',
    after: 'it begins when its turn comes; make it longer instead',
  },
}

const ofPlace: readonly string[] = ['next', 'without', 'stream']

/** What meets a wish, as far as that is known before it runs. */
export const meansOf = (c: Checking, name: string, argument: Argument): On | undefined =>
  compiledOf(c.registry, name, argument)?.on ?? c.registry.matchers.get(name)?.value.on

/** Reports modifiers that a wish could not use, lest they be ignored. */
export function checkUsable(
  c: Checking,
  name: string,
  argument: Argument,
  beside: readonly WrittenEntry[],
  actor: string,
): void {
  if (beside.length === 0) return
  const on = meansOf(c, name, argument)
  const wanted = c.registry.matchers.get(name)?.value.wanted
  const [event] = wanted === undefined ? [] : eventsAsked(argument.written, wanted)
  for (const { key, keySpan } of beside) {
    const why =
      event !== undefined && eventOf(kindOf(c, actor), event.name)?.outOfBand === true && ofPlace.includes(key)
        ? `“${event.name}” has no place among the lines, so leave it out`
        : on === undefined
          ? undefined
          : idle[on]?.[key as WishModifier]
    if (why !== undefined) report(c, 'unknown-key', `“${key}” changes nothing beside “${name}”`, keySpan, why)
  }
}
