import type { SeenEvent, Session } from './session.ts'

/** How long programs and real clients and servers thought, in milliseconds: the longest time before one of them did something, and all together. */
export interface Waits {
  readonly longest: number
  readonly all: number
}

/** What a person or a played side did is no answer: they think as long as they like. */
export function waitsOf({ actors, events }: Session): Waits {
  const played = new Set(actors.flatMap((actor) => (actor.type !== 'program' && actor.played ? [actor.name] : [])))
  const sides = new Map<number, { readonly client: string; readonly server: string }>()
  let [longest, all, before] = [0, 0, events[0]?.at ?? 0]
  for (const event of events) {
    if (event.type === 'connected') sides.set(event.connection, event)
    const wait = (event.at - before) / 1000
    before = event.at
    // A file may say any time.
    if (!Number.isFinite(wait)) continue
    if (!isAnswer(event, (side) => played.has(sides.get(side.connection)?.[side.from] ?? ''))) continue
    longest = Math.max(longest, wait)
    all += wait
  }
  return { longest, all }
}

type Side = { readonly connection: number; readonly from: 'client' | 'server' }

function isAnswer(event: SeenEvent, isPlayed: (side: Side) => boolean): boolean {
  if (event.type === 'output' || event.type === 'exit') return true
  return 'from' in event && !isPlayed(event)
}

/** A step may take five seconds by itself. An answer that took more than half of it gets twice its time. */
export const limitsFor = ({ longest }: Waits): { readonly step: string } | undefined =>
  longest < usualStep / 2 ? undefined : { step: `${Math.min(aDay, Math.ceil((2 * longest) / 1000))}s` }

/** Seconds; a file that says that somebody waited for longer is wrong. */
const aDay = 86_400

const usualStep = 5000

/**
 * By what deadlines are multiplied while a scenario is proved: what does not come in three times the longest wait of the recording will not
 * come at all, unless something still moves, for which a run waits anyway.
 */
export const haste = (waits: Waits): number =>
  waits.all > usualStep || limitsFor(waits) !== undefined
    ? 1
    : Math.min(1, Math.max(0.2, (3 * waits.longest) / usualStep))
