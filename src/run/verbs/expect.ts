import type { Expect, Wish } from '../../language/expectations/read.ts'
import type { Failure } from '../../model/result.ts'
import { compileWish } from '../wish/compile.ts'
import { isToCome, partiesOf } from '../stage/parties.ts'
import { actorOf } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { startDeadline, timeGranted } from '../deadline.ts'
import { showDuration } from '../../text/units.ts'
import { deadlineOf } from '../waiting.ts'
import { eventsOf } from '../wish/event-names.ts'
import { look } from '../wish/look.ts'
import { impossible, type Look, type WishRun } from '../wish/wish-run.ts'
import { failing } from '../failing.ts'
import { lastNews } from '../rest.ts'
import { addressed } from './addressed.ts'
import { byLane, isComing, longestSilence, type Waiting } from './expect-waiting.ts'
import { wishFailure } from './expect-failure.ts'

/**
 * `expect`: done when every wish of the step has been met, in any order between actors and in their own order on each. Each lane
 * wakes only its own wishes.
 */
export function performExpect(
  stage: Stage,
  expects: readonly Expect[],
): Promise<Failure | undefined> | Failure | undefined {
  if (expects.some(({ target }) => isToCome(stage, target))) return whenHere(stage, expects)
  const outcome = meet(stage, expects)
  if (outcome instanceof Promise) return outcome.then((found) => told(stage, found))
  return outcome === undefined ? undefined : told(stage, outcome)
}

async function whenHere(stage: Stage, expects: readonly Expect[]): Promise<Failure | undefined> {
  for (const { target } of expects) {
    const found = isToCome(stage, target) ? await addressed(stage, target, true) : undefined
    if (found !== undefined && 'failure' in found) return found.failure
  }
  return performExpect(stage, expects)
}

type Met = Extract<Look, { state: 'met' }>

/** A wish that can no longer be met. */
interface Hopeless {
  readonly waiting: Waiting
  readonly run: WishRun
}

/** What has ended is told with how it ended, which comes a moment after its last byte. */
async function told(stage: Stage, outcome: Failure | Hopeless | undefined): Promise<Failure | undefined> {
  if (outcome === undefined || 'code' in outcome) return outcome
  await lastNews(stage)
  const { why, code } = impossible(outcome.run)
  return wishFailure(stage, outcome.waiting.party, outcome.run, code, why)
}

function meet(
  stage: Stage,
  expects: readonly Expect[],
): Promise<Failure | Hopeless | undefined> | Failure | Hopeless | undefined {
  const waits: Waiting[] = []
  for (const expect of expects) {
    for (const party of partiesOf(stage, expect.target, true)) {
      for (const group of byLane(stage, party, expect.wishes)) {
        waits.push(group)
        touch(stage, group.party.lane)
        group.party.lane.telling.forget()
      }
    }
  }
  let open = 0
  for (const waiting of waits) {
    const failure = advance(stage, waiting)
    if (failure !== undefined) return failure
    if (waiting.index < waiting.wishes.length) open += 1
  }
  return open === 0 ? undefined : wait(stage, waits, open)
}

function wait(stage: Stage, waits: readonly Waiting[], initiallyOpen: number): Promise<Failure | Hopeless | undefined> {
  return new Promise((resolve) => {
    let open = initiallyOpen
    let over = false
    const silences: NodeJS.Timeout[] = []
    const done = (failure: Failure | Hopeless | undefined) => {
      if (over) return
      over = true
      deadline.stop()
      for (const timer of silences) clearTimeout(timer)
      for (const waiting of waits) waiting.party.lane.waiter = undefined
      stage.listeners.delete(stopping)
      resolve(failure)
    }
    const stopping = () => {
      const { stopped } = stage
      if (stopped === undefined) return
      const late = stopped.code === 'scenario-timeout' ? waits.find((waiting) => waiting.run !== undefined) : undefined
      if (late === undefined) return done(stopped)
      done(outOfTime(stage, late, stopped))
    }
    const news = (waiting: Waiting) => {
      if (over || waiting.index >= waiting.wishes.length) return
      const failure = advance(stage, waiting, silent)
      if (failure !== undefined) return done(failure)
      if (waiting.index >= waiting.wishes.length && --open === 0) done(undefined)
    }
    /** A silence begins when its turn comes: it has held when its timer is over and one more turn brought nothing. */
    const silent = (waiting: Waiting, milliseconds: number) => {
      const held = () => {
        if (over || waiting.run?.compiled.on !== 'silence') return
        const failure = advance(stage, waiting)
        if (failure !== undefined) return done(failure)
        waiting.index += 1
        waiting.run = undefined
        if (waiting.index >= waiting.wishes.length && --open === 0) done(undefined)
        else news(waiting)
      }
      silences.push(setTimeout(() => setImmediate(held), milliseconds))
    }
    for (const waiting of waits) {
      if (waiting.index >= waiting.wishes.length) continue
      waiting.party.lane.waiter = () => news(waiting)
      if (waiting.run?.compiled.on === 'silence') silent(waiting, waiting.run.compiled.milliseconds)
    }
    stage.listeners.add(stopping)
    const deadline = startDeadline(stage, Math.max(stage.left(), longestSilence(waits)), {
      look: () => {
        for (const waiting of waits) news(waiting)
        return over
      },
      late: () => {
        const late = waits.find((waiting) => waiting.index < waiting.wishes.length) as Waiting
        const why = `it did not come within ${showDuration(deadlineOf(stage))}${timeGranted(stage)}`
        done(wishFailure(stage, late.party, late.run as WishRun, undefined, why))
      },
      partial: (lane) => waits.some((waiting) => waiting.party.lane === lane && isComing(waiting)),
    })
    stopping()
  })
}

/** The scenario's own limit is over: its words, with what the expectation knows. */
function outOfTime(stage: Stage, { party, run }: Waiting, { code, message, hint }: Failure): Failure {
  const moving = stage.moving === undefined ? '' : `; ${stage.moving}`
  const failure = wishFailure(stage, party, run as WishRun, code, `it had not come when the time was over${moving}`)
  return { ...failure, message, ...(hint === undefined ? {} : { hint }) }
}

/** Looks at wish after wish until one is not met yet. */
function advance(
  stage: Stage,
  waiting: Waiting,
  silent?: (waiting: Waiting, milliseconds: number) => void,
): Failure | Hopeless | undefined {
  while (waiting.index < waiting.wishes.length) {
    const wish = waiting.wishes[waiting.index] as Wish
    if (waiting.run === undefined) {
      const compiled = compileWish(stage, wish, waiting.party)
      if ('failure' in compiled) return compiled.failure
      waiting.run = compiled.run
      waiting.since = waiting.party.lane.telling.newest
      if (compiled.run.compiled.on === 'silence') silent?.(waiting, compiled.run.compiled.milliseconds)
    }
    const answer = look(waiting.run)
    if (answer.state === 'not-yet') {
      for (const event of eventsOf(stage.registry, wish)) actorOf(waiting.party)?.look?.(event)
      return undefined
    }
    if (answer.state === 'never' && answer.code === 'expectation-impossible') return { waiting, run: waiting.run }
    if (answer.state === 'never') return wishFailure(stage, waiting.party, waiting.run, answer.code, answer.why)
    waiting.metAt = answer.at
    const early = keep(stage, waiting, wish, answer)
    if (early !== undefined) return early
    waiting.index += 1
    waiting.run = undefined
  }
  return undefined
}

/** Keeps what a wish captured, unless its modifiers reject it. */
function keep(stage: Stage, waiting: Waiting, wish: Wish, answer: Met): Failure | undefined {
  const { variables } = stage.names
  for (const name of Object.keys(answer.captures)) variables.set(name, answer.captures[name] as string)
  const { compiled, effect } = waiting.run as WishRun
  const isBinary = compiled.on === 'bytes' && (compiled.binary === true || compiled.shows === 'bytes')
  if (effect.keptAs !== undefined)
    variables.set(effect.keptAs, isBinary ? { text: answer.text, bytes: true } : answer.text)
  return effect.rejects === undefined ? undefined : rejected(stage, waiting, wish, answer)
}

/** Time counts from the row before it on its lane: when this step began is a matter of how fast the one before it was done. */
function rejected(stage: Stage, { party, run, since = 0 }: Waiting, wish: Wish, answer: Met): Failure | undefined {
  const { compiled, effect } = run as WishRun
  const elapsed = (answer.at - (stage.pulse?.earliest(since) ?? since)) / 1000
  const rejection = effect.rejects?.({ text: answer.text, elapsed, lane: party.lane.name })
  if (rejection === undefined) return undefined
  const { message, wanted, why } = rejection
  return failing(stage, 'expectation-violated', message, {
    lane: party.name,
    wanted: `${compiled.shown}, ${wanted}`,
    why,
    span: wish.span,
  })
}
