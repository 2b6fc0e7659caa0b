import { problemError, type processes } from '../../src/plugin.ts'
import type { LastWords } from './last-words.ts'
import { placeInWords } from './ready/conditions.ts'
import { readyInWords, type WatchedCondition } from './ready/ready.ts'
import { wordsOf, type Ending } from './process/running.ts'

/** How programs of all languages report that their port or path is taken (EADDRINUSE, errno(3)). */
const inUse = /EADDRINUSE|address (?:is )?(?:already )?in use/i

/** A place where the program should listen, and who has it. */
export interface Held {
  readonly place: processes.Listening
  readonly holders: readonly string[]
}

/** What a program was waited for, and what of it came. */
interface Awaited {
  readonly conditions: readonly WatchedCondition[]
  holds(condition: WatchedCondition): boolean
}

/** Why a program is not ready: it has left, its port is held by others, or it is not waited for any more. */
export function notReady(
  name: string,
  awaited: Awaited,
  left: Ending | undefined,
  words: LastWords,
  held: Held | undefined,
): Error {
  const last = words.line()
  const printed = last === undefined ? 'it printed nothing' : `its last words: “${last}”`
  const shown = shownOf(awaited, left !== undefined)
  if (left === undefined)
    return problemError(
      'not-ready',
      `“${name}” runs and has not become ready; ${printed}`,
      `it is ready when ${shown}`,
      'failed',
    )
  const how = `“${name}” ${wordsOf(left).replace('killed', 'was killed')} before it was ready`
  if (held === undefined)
    return problemError('not-ready', `${how}; ${printed}`, `it would have been ready when ${shown}`, 'failed')
  const path = 'path' in held.place
  const place = path ? `“${placeInWords(held.place)}”` : placeInWords(held.place)
  const used = `${place} is in use by ${held.holders.join(' and ')}`
  if (!inUse.test(words.text()))
    return problemError(
      'not-ready',
      `${how}; ${printed}`,
      `${used}: end that first if “${name}” cannot share it`,
      'failed',
    )
  return problemError(
    path ? 'path-in-use' : 'port-in-use',
    `${used}, so ${how}`,
    path ? 'end that first, or use another path' : 'end that first, or draw a free port with ${free-port.name}',
  )
}

/** Of several conditions each says whether it came; what has ended listens nowhere and waits for nothing. */
function shownOf({ conditions, holds }: Awaited, left: boolean): string {
  if (conditions.length < 2) return readyInWords(conditions)
  return readyInWords(conditions, (each) => {
    if (each.look !== undefined) return left ? '' : holds(each) ? ' (it does)' : ' (it does not)'
    return holds(each) ? ' (it did)' : ' (it did not)'
  })
}
