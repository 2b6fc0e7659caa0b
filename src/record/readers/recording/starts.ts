import type { Event } from '../../../model/event.ts'
import type { SeenEvent } from '../../session.ts'

type Step = Extract<Event, { type: 'step' }>

/**
 * When programs were started, which a recording does not say of each: one with each `start` that nothing else followed, where there are
 * as many; else with the last `start` (or `run`) before the first that is heard of it.
 */
export function startsOf(programs: readonly string[], events: readonly Event[]): SeenEvent[] {
  const steps = events.filter((event): event is Step => event.type === 'step' && /^(?:start|run)$/.test(event.verb))
  const ends = steps.map(
    ({ index }) => events.find((event) => event.type === 'step' && event.index === index + 1)?.at ?? Infinity,
  )
  const listens = (step: Step, end: number): boolean =>
    events.some(
      (event) => event.type === 'event' && event.name === 'listening' && event.at >= step.at && event.at < end,
    )
  const free = steps.filter((step, at) => !listens(step, ends[at] as number))
  const first = new Map(
    programs.map((actor) => [
      actor,
      events.find((event) => 'lane' in event && event.lane === actor && event.type !== 'verdict')?.at ?? Infinity,
    ]),
  )
  if (free.length === programs.length) return oneEach(free, first)
  return programs.flatMap((actor): SeenEvent[] => {
    const step = free.findLast(({ at }) => at <= (first.get(actor) as number)) ?? steps[0]
    return step === undefined ? [] : [{ at: step.at, type: 'started', actor }]
  })
}

/** Each step has started the program that was heard of before the next one; of several, and where there is none, the first that is left. */
function oneEach(starts: readonly Step[], first: ReadonlyMap<string, number>): SeenEvent[] {
  const left = new Map(first)
  return starts.map(({ at }, order) => {
    const next = starts[order + 1]?.at ?? Infinity
    const names = [...left.keys()]
    const actor = names.find((name) => (left.get(name) as number) < next) ?? names[0]!
    left.delete(actor)
    return { at, type: 'started', actor }
  })
}
