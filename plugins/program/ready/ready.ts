import type { processes } from '../../../src/plugin.ts'
import { conditionsIn, inWords, placesIn, type Condition, type Sought } from './conditions.ts'
import { seenWaiting, waits } from './input.ts'
import { listeningAt, servingAt, strangersOn } from './listening.ts'
import type { Ready } from './option.ts'
import { readyByOutput, type Count } from './output.ts'
import { readyByThird } from './third.ts'
import { lookUntil, type Found, type Watched } from './watch.ts'

/** A `ready` option at work. */
export interface Readying {
  readonly conditions: readonly WatchedCondition[]
  /** Where it must listen, for a server. */
  readonly places: readonly processes.Listening[]
  /** Waits until all hold; resolves with facts, or undefined when the watching was given up. */
  becomes(watched: Watched): Promise<Found | undefined>
  /** Those processes of a server that listen now where it must. */
  serving(watched: Place): readonly number[]
}

type Place = Pick<Watched, 'cwd' | 'tmp' | 'processTree'>

/** One condition at work: what happens once has `comes`, what may cease to hold has `look`. */
export interface WatchedCondition {
  readonly condition: Condition
  /** Waits for it; resolves with facts. */
  comes?(watched: Watched): Promise<Found>
  /** Facts, while it holds. */
  look?(watched: Watched): Promise<Found | undefined>
  /** Whether it holds by now, for failures. */
  holds(watched: Pick<Watched, 'running'> & Place): boolean
  /** For a place: those processes that listen there now. */
  serving?(watched: Place): readonly number[]
  /** How often its text has come. */
  readonly count?: Count
}

/** Prepares the watch for a `ready` option, before the program is started. */
export function readyingOf(ready: Ready | undefined): Readying {
  const conditions = conditionsIn(ready).map(watchOf)
  return {
    conditions,
    places: placesIn(ready),
    becomes: (watched) => (ready === undefined ? executed(watched) : allOf(conditions, watched)),
    serving: (watched) => [...new Set(conditions.flatMap((each) => each.serving?.(watched) ?? []))],
  }
}

// One that leaves at once may be gone before its gate is seen closed: it was executed all the same.
const executed = ({ running }: Watched): Promise<Found> =>
  Promise.race([running.passed, running.exited]).then(() => ({}))

/** What happens once is waited for first; then the rest must hold at one time, also where it held before. */
async function allOf(conditions: readonly WatchedCondition[], watched: Watched): Promise<Found | undefined> {
  const comes = Promise.all(conditions.map((each) => each.comes?.(watched) ?? Promise.resolve({})))
  const came = await Promise.race([comes, aborted(watched.signal)])
  if (came === undefined || !conditions.some(({ look }) => look)) return came && merged(came)
  return lookUntil(async () => {
    const all: Found[] = []
    for (const [index, each] of conditions.entries()) {
      const found = each.look === undefined ? came[index] : await each.look(watched)
      if (found === undefined) return undefined
      all.push(found)
    }
    return merged(all)
  }, watched.signal)
}

/** The facts of all: of several places, the first is the program's address. */
const merged = (found: readonly Found[]): Found => Object.assign({}, ...found.toReversed()) as Found

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })

function watchOf(condition: Condition): WatchedCondition {
  switch (condition.is) {
    case 'output':
      return watchOutput(condition)
    case 'place':
      return watchPlace(condition.place)
    case 'third': {
      const line = { seen: false }
      return { condition, comes: (watched) => readyByThird(watched, line), holds: () => line.seen }
    }
    case 'input':
      return { condition, look: async (watched) => ((await seenWaiting(watched)) ? {} : undefined), holds: waits }
  }
}

function watchOutput(condition: Sought): WatchedCondition {
  const count = { seen: 0 }
  return {
    condition,
    count,
    comes: (watched) => readyByOutput(condition, watched, count),
    holds: () => count.seen >= condition.times,
  }
}

/** Who listens there already is a stranger. */
function watchPlace(place: processes.Listening): WatchedCondition {
  const strangers = strangersOn(place)
  const serving = (watched: Place) => servingAt(place, watched, strangers)
  return {
    condition: { is: 'place', place },
    look: (watched) => listeningAt(place, watched, strangers),
    holds: (watched) => serving(watched).length > 0,
    serving,
  }
}

/** All conditions in words, each with what `mark` says of it. */
export function readyInWords(
  conditions: readonly WatchedCondition[],
  mark: (condition: WatchedCondition) => string = () => '',
): string {
  if (conditions.length === 0) return 'it runs'
  return conditions.map((each) => inWords(each.condition) + mark(each)).join(' and ')
}
