import type { Compiled } from '../../model/matcher.ts'
import type { Argument, Written, WrittenEntry } from '../../model/written.ts'
import type { WishModifier } from '../../model/words.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { compiledOf } from '../compiled.ts'

type On = Compiled['on']

/** Of wishes whose text is not known yet, these are told by their matcher's name. */
const byName: Readonly<Record<string, On>> = { lines: 'sequence', 'any-order': 'set', silence: 'silence' }

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

/** Events whose place among heard lines is random: they are a stream of their own. */
const aside = new Set(['timeout', 'drain', 'connection', 'drop', 'waiting', 'appeared', 'removed', 'ping', 'pong'])
const ofPlace: readonly string[] = ['next', 'without', 'stream']

/** What meets a wish, as far as that is known before it runs. */
export const meansOf = (c: Checking, name: string, argument: Argument): On | undefined =>
  compiledOf(c.registry, name, argument)?.on ?? byName[name]

/** Reports modifiers that a wish could not use, lest they be ignored. */
export function checkUsable(c: Checking, name: string, argument: Argument, beside: readonly WrittenEntry[]): void {
  if (beside.length === 0) return
  const on = meansOf(c, name, argument)
  const event = on === 'event' ? eventIn(name, argument.written) : undefined
  for (const { key, keySpan } of beside) {
    const why =
      event !== undefined && aside.has(event) && ofPlace.includes(key)
        ? `“${event}” has no place among the lines, so leave it out`
        : on === undefined
          ? undefined
          : idle[on]?.[key as WishModifier]
    if (why !== undefined) report(c, 'unknown-key', `“${key}” changes nothing beside “${name}”`, keySpan, why)
  }
}

function eventIn(name: string, written: Written): string | undefined {
  if (name !== 'event') return undefined
  const scalar = written.type === 'map' ? written.entries.find(({ key }) => key === 'event')?.value : written
  return scalar?.type === 'scalar' ? scalar.source : undefined
}
