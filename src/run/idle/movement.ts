import type { RunLane } from '../lane/lane.ts'
import { connectionsNow } from '../../kernel/tcp-queues.ts'
import { asked, estimatedLoss, measuredLoss, owed, type LostTime } from './lost-time.ts'
import { allEndpoints } from '../context/endpoints.ts'
import { actorOf } from '../context/actor-instance.ts'
import { queuesBetween, wiresMove } from '../context/wired.ts'
import type { RunTime, RunActors, RunRows, RunSetup, WaitContext } from '../context/run-context.ts'

/** Milliseconds without movement after which nothing moves any more, for a limit of so many. */
export const silenceOf = (limit: number): number => Math.min(1000, Math.max(50, limit / 5))

/** What is asked about a deadline that is over. */
export interface Overdue {
  /** Milliseconds of the step's limit, those that the step has taken, and those by which the end of the last wait was noticed late. */
  readonly limit: number
  readonly elapsed: number
  readonly lateness: number
  /** The author has written `within`: lines that were looked at and rejected do not count, but a line that comes in pieces does. */
  readonly strict: boolean
  /** True for a lane on which a part of the very thing that is waited for has come. */
  partial?(lane: RunLane): boolean
}

/** What still moves, in a few words for the failure, and the milliseconds that the step is given for it. */
export interface Movement {
  readonly words: string
  readonly more: number
}

/**
 * What still moves at a deadline; undefined when nothing does. Asked then only, so that waiting costs nothing: bytes that the step's
 * lanes have just received, instances of a group that were just done, bytes on their way out, and programs (or this one) that were
 * ready to run and had no processor.
 */
export async function movement(context: WaitContext, overdue: Overdue): Promise<Movement | undefined> {
  const measured = measuredLoss(context)
  const beyond = Math.max(0, overdue.elapsed - overdue.limit - context.granted)
  const moving = received(context, overdue) ?? (await leaving(context, silenceOf(overdue.limit)))
  const starving = moving === undefined ? await starved(context, overdue, beyond, measured) : undefined
  asked(context, starving !== undefined)
  // Looking takes a while, in which what had no processor may go on.
  return moving ?? starving ?? received(context, overdue)
}

/** Bytes that the step's lanes have just received, and instances that were just done. */
function received(context: RunTime & RunRows, overdue: Overdue): Movement | undefined {
  const now = context.clock.micros()
  const more = silenceOf(overdue.limit)
  for (const lane of context.touched) {
    if (lane.lastReceived <= context.stepBegan || now - lane.lastReceived >= more * 1000) continue
    if (!overdue.strict || overdue.partial?.(lane) === true)
      return { words: `“${lane.name}” was still receiving`, more }
  }
  if (!overdue.strict && context.progressed > context.stepBegan && now - context.progressed < more * 1000)
    return { words: 'its instances were still being dealt with', more }
  return undefined
}

/** Milliseconds between two looks at what is leaving. */
const gap = 10

/** Looks for as long as a silence lasts whether bytes of ours that have not left do. */
async function leaving(context: WaitContext, silence: number): Promise<Movement | undefined> {
  const before = lookAt(context)
  if (!before.sending) return undefined
  for (
    const end = context.clock.micros() + 1000 * silence;
    context.clock.micros() < end && context.stopped === undefined;
  ) {
    await pause(gap)
    for (const [name, flow] of lookAt(context).flows)
      if (before.flows.has(name) && before.flows.get(name) !== flow)
        return { words: `“${name}” was still sending`, more: silence }
  }
  return undefined
}

/**
 * A step has its limit of time in which its programs can run. When this program itself was late, they have as long again, once, to
 * do what they could not.
 */
async function starved(
  context: RunTime & RunActors,
  { limit, lateness }: Overdue,
  beyond: number,
  measured: LostTime | undefined,
): Promise<Movement | undefined> {
  const { starvation } = context
  const found = measured ?? (await estimatedLoss(context, limit, lateness))
  if (found === undefined) return undefined
  const lost = Math.max(found.lost, measured === undefined ? beyond + Math.min(lateness, limit) : 0)
  const more = owed(limit, lost, beyond, starvation.given)
  if (more <= 1) return undefined
  starvation.given += more
  return { words: found.words, more }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

interface Sight {
  /** How much each endpoint of the step has written, and what of it has not left the program, the kernel, and the kernel of its peer. */
  readonly flows: ReadonlyMap<string, string>
  readonly sending: boolean
}

const sights = new WeakMap<object, { readonly at: number; readonly sight: Sight }>()

/** The deadline of each instance of a group rings at once, and each asks: what was seen a moment ago serves them all. */
function lookAt(context: RunTime & RunActors & RunRows & RunSetup): Sight {
  const now = context.clock.micros()
  const last = sights.get(context)
  if (last !== undefined && now - last.at < 1000 * gap) return last.sight
  const sight = lookNow(context)
  sights.set(context, { at: context.clock.micros(), sight })
  return sight
}

function lookNow(context: RunActors & RunRows & RunSetup): Sight {
  const connections = connectionsNow()
  const flows = new Map<string, string>()
  let sending = wiresMove(context)
  for (const endpoint of allEndpoints(context)) {
    const actor = actorOf(endpoint)
    if (actor === undefined || endpoint.lane.over || !context.touched.has(endpoint.lane)) continue
    const { written, queued } = actor.traffic?.() ?? {}
    const { unsent = 0, unread = 0 } = queuesBetween(context, actor.ends, connections) ?? {}
    flows.set(endpoint.name, [written, queued, unsent, unread].join(' '))
    sending ||= unsent > 0 || actor.busy?.() === true
  }
  return { flows, sending }
}
