import type { ExampleRow, ExampleRun, EventText, Parting } from '../model/forensics.ts'
import type { Found, Indexed } from './differences.ts'
import type { Identities } from './identities.ts'

/** So many rows follow the last that both have. */
const next = 5

type Excerpt = Pick<Parting, 'common' | 'examples'>

/** What two runs have next behind the last event that they have in common, on these lanes, or on all. */
export function excerptOf(
  difference: Found | undefined,
  { failed, passed }: { readonly failed: Indexed; readonly passed: readonly Indexed[] },
  identities: Identities,
  lanes: ReadonlySet<string> | undefined,
): Excerpt {
  const only = (order: Indexed): number[] =>
    [...order.events].filter((event) => lanes === undefined || lanes.has(identities.event(event).lane))
  const bad = only(failed)
  const having = passed.filter(({ places }) => difference?.before === undefined || places.has(difference.event))
  const sides = having.map((order) => {
    const good = only(order)
    return { order, good, same: sameUntil(good, bad) }
  })
  const { order, good, same } = sides.reduce((one, other) => (other.same > one.same ? other : one))
  const from = begins(difference, { good, bad, same })
  const marked = {
    good: difference?.after === undefined ? difference?.before : difference.event,
    bad: difference?.event,
  }
  const common = from.bad === 0 || from.good === 0 ? undefined : identities.event(bad[from.bad - 1] as number)
  const rows = (of: Indexed, events: readonly number[], start: number, differs: number | undefined): ExampleRow[] =>
    events.slice(Math.max(0, common === undefined ? start : start - 1), start + next).map((event) => ({
      ...brief(identities.event(event)),
      at: of.at[of.places.get(event) as number] as number,
      ...(event === differs && { differs: true as const }),
    }))
  const example = (of: Indexed, shown: ExampleRow[]): ExampleRun => ({ run: of.run, rows: shown })
  return {
    ...(common && { common: brief(common) }),
    examples: {
      passed: example(order, rows(order, good, from.good, marked.good)),
      failed: example(failed, rows(failed, bad, from.bad, marked.bad)),
    },
  }
}

interface Sides {
  readonly good: readonly number[]
  readonly bad: readonly number[]
  readonly same: number
}

/**
 * Where the rows begin that are shown: behind what both have in the same order, if the difference can be seen from there; else behind
 * the last event before it that stands before it in the other run, too.
 */
function begins(difference: Found | undefined, { good, bad, same }: Sides): { good: number; bad: number } {
  const at = difference === undefined ? same : bad.indexOf(difference.event)
  const other = difference?.before === undefined ? same : good.indexOf(difference.before)
  if (at < same + next && other < same + next) return { good: same, bad: same }
  const places = new Map(good.map((event, place) => [event, place]))
  const end = difference?.before === undefined ? Infinity : other
  for (let before = at - 1; before >= 0; before -= 1) {
    const place = places.get(bad[before] as number)
    if (place !== undefined && place < end) return { bad: before + 1, good: place + 1 }
  }
  return { good: 0, bad: 0 }
}

function sameUntil(one: readonly number[], other: readonly number[]): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  return at
}

/** So many characters of a text are kept. */
const shown = 200

/** The event alone, with the beginning of its text. */
export const brief = ({ lane, mark, text }: EventText): EventText => ({
  lane,
  mark,
  text: text.length > shown ? `${text.slice(0, shown)}…` : text,
})
