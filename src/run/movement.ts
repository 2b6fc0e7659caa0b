import type { RunLane } from './lane/lane.ts'
import { tcpQueues } from '../kernel/tcp-queues.ts'
import { isReady, ownChildren, ownRunDelay, runDelays, waitedBetween, type RunDelay } from '../kernel/run-delay.ts'
import { allParties } from './stage/parties.ts'
import { actorOf } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'

/** Milliseconds by which a deadline may come late before the event loop counts as starved. */
const lateLoop = 25
/** Milliseconds without a processor below which nobody can have been starved. */
const noDelay = 10

/** Milliseconds without movement after which nothing moves any more, for a limit of so many. */
export const silenceOf = (limit: number): number => Math.min(1000, Math.max(50, limit / 5))

/** Of a step that had no processor, so many times its limit is the most that it is given. */
const patience = 10

/** What is asked about a deadline that is over. */
export interface Overdue {
  /** Milliseconds of the step's limit, those that the step has taken, and those by which the end of the last wait was noticed late. */
  readonly limit: number
  readonly elapsed: number
  readonly lateness: number
  /** The author has said `within`: lines that were looked at and rejected do not count, but what comes in pieces does. */
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
export async function movement(stage: Stage, overdue: Overdue): Promise<Movement | undefined> {
  return (
    received(stage, overdue) ??
    (await leaving(stage, silenceOf(overdue.limit))) ??
    (await starved(stage, overdue)) ??
    // Looking takes a while, in which what had no processor may go on.
    received(stage, overdue)
  )
}

/** Bytes that the step's lanes have just received, and instances that were just done. */
function received(stage: Stage, overdue: Overdue): Movement | undefined {
  const now = stage.clock.micros()
  const more = silenceOf(overdue.limit)
  for (const lane of stage.touched) {
    if (lane.lastHeard <= stage.stepBegan || now - lane.lastHeard >= more * 1000) continue
    if (!overdue.strict || overdue.partial?.(lane) === true)
      return { words: `“${lane.name}” was still receiving`, more }
  }
  if (!overdue.strict && stage.progressed > stage.stepBegan && now - stage.progressed < more * 1000)
    return { words: 'its instances were still being dealt with', more }
  return undefined
}

/** Milliseconds between two looks at what is leaving. */
const gap = 10

/** Looks for as long as a silence lasts whether bytes of ours that have not left do. */
async function leaving(stage: Stage, silence: number): Promise<Movement | undefined> {
  const before = lookAt(stage)
  if (!before.sending) return undefined
  for (const end = stage.clock.micros() + 1000 * silence; stage.clock.micros() < end && stage.stopped === undefined;) {
    await pause(gap)
    for (const [name, flow] of lookAt(stage).flows)
      if (before.flows.has(name) && before.flows.get(name) !== flow)
        return { words: `“${name}” was still sending`, more: silence }
  }
  return undefined
}

/** Milliseconds for which it is looked at who waits for a processor: at least some ticks of the kernel's clock. */
const sample = { least: 20, most: 100 }

/**
 * A step has its limit of time in which its programs can run. How much of a moment they waited for a processor is measured now, and
 * taken for the whole step.
 */
async function starved(stage: Stage, { limit, elapsed, lateness }: Overdue): Promise<Movement | undefined> {
  const before = threadsIn(stage)
  if (lateness < lateLoop && ![...before].some(mayBeStarved)) return undefined
  const began = stage.clock.micros()
  await pause(Math.min(sample.most, Math.max(sample.least, limit / 10)))
  const taken = (stage.clock.micros() - began) / 1000
  let [longest, words] = [0, '']
  for (const [thread, { words: whose, delay }] of threadsIn(stage)) {
    const waited = waitedBetween(before.get(thread)?.delay ?? unborn, delay, taken, () => isReady(thread))
    if (waited > longest) [longest, words] = [waited, whose]
  }
  const share = Math.min(longest / taken, 1 - 1 / patience)
  const more = Math.max(limit / (1 - share) - elapsed, elapsed < patience * limit ? Math.min(lateness, limit) : 0)
  if (more <= 1) return undefined
  return { words: words === '' ? 'this machine was too busy' : words, more }
}

/** It has waited for a processor before, or waits now. */
const mayBeStarved = ([thread, { delay }]: [string, Thread]): boolean =>
  delay.waited >= noDelay || (thread !== own && isReady(thread))

const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

interface Sight {
  /** How much each party of the step has written, and what of it has not left the program, the kernel, and the kernel of its peer. */
  readonly flows: ReadonlyMap<string, string>
  readonly sending: boolean
}

function lookAt(stage: Stage): Sight {
  const flows = new Map<string, string>()
  let sending = false
  for (const party of allParties(stage)) {
    const actor = actorOf(party)
    if (actor === undefined || party.lane.over || !stage.touched.has(party.lane)) continue
    const { written, queued } = actor.traffic?.() ?? {}
    const { unsent = 0, unread = 0 } = tcpQueues(actor.ends) ?? {}
    flows.set(party.name, [written, queued, unsent, unread].join(' '))
    sending ||= unsent > 0 || actor.busy?.() === true
  }
  return { flows, sending }
}

/** A thread of the run, and how the failure calls it when it has no processor. */
interface Thread {
  readonly words: string
  readonly delay: RunDelay
}

const own = 'own'
/** A thread that began after the first look. */
const unborn: RunDelay = { waited: 0, ran: '' }

/** The threads of this program, of those that it is starting, and of all actors. */
function threadsIn(stage: Stage): Map<string, Thread> {
  const words = 'this machine was too busy'
  const threads = new Map<string, Thread>()
  const ours = ownRunDelay()
  if (ours !== undefined) threads.set(own, { words, delay: ours })
  for (const [thread, delay] of runDelays(ownChildren())) threads.set(thread, { words, delay })
  for (const members of stage.cast.values()) {
    for (const { name, actor, lane } of members) {
      if (actor?.processes === undefined || lane?.over === true) continue
      const words = `“${name}” was waiting for a processor`
      for (const [thread, delay] of runDelays(actor.processes())) threads.set(thread, { words, delay })
    }
  }
  return threads
}
