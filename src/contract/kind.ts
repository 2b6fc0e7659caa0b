import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { grammar } from '../language/steps/grammar.ts'
import type { Actor } from '../model/actor.ts'
import type { ActorKind } from '../model/plugin.ts'
import { eventNames } from '../registry/events.ts'
import { keysOf } from '../coercion/argument.ts'
import { mistakeInActor } from '../run/guard/actor.ts'
import { isProblemError } from '../run/guard/plugin-error.ts'
import { optionsFor } from './candidates.ts'
import { testMessage } from './message.ts'
import type { TestContext } from './test-context.ts'
import { opened, type Findings } from './finding.ts'
import { referenceTo, testLane } from './lane.ts'
import { expectable, lifecycles, stateOf, within, type Live, type Lifecycle } from './lives.ts'
import { listen } from './sockets.ts'
import { testVerb } from './verb.ts'

/** Milliseconds that any start or stop may take. */
const usualPatience = 5000
/** Milliseconds that a start with guessed options may take. */
const promptly = 500
/** Milliseconds that an actor is given to stop. */
const grace = 250

/** Starts and stops a kind in every way that hurts; after each life nothing of it may be left. */
export async function testKind(name: string, kind: ActorKind, testContext: TestContext): Promise<void> {
  const subject = `kind “${name}”`
  const { found } = testContext
  await found.check(subject, 'promises only what it names', () => promises(kind))
  const folder = mkdtempSync(join(testContext.host.tmpRoot, 'contract-'))
  const sink = await listen()
  try {
    const options = optionsFor(kind, referenceTo(sink.port), sink.port)
    if (options.length === 0) return found.untested(subject, whole, needsExamples)
    const given = new Set<string>()
    const lifetimeOf = liveOf(kind, folder, testContext)
    if (kind.role === 'server' && !kind.ownOutput)
      await found.check(
        subject,
        'has on its own lane only events that a step can expect',
        () =>
          // What else is wrong with its life is found by the rules that follow.
          lifetimeOf(options[0])(expectable(kind)).then(
            (wrong) => (typeof wrong === 'object' ? wrong : undefined),
            () => undefined,
          ),
        kind.start,
      )
    for (const each of options) {
      const ready = await readyWith(lifetimeOf(each), kind)
      if (ready === 'refused') found.untested(subject, whole, needsExamples)
      else if (!(await found.check(subject, whole, () => lifetimeOf(each)(wholeLifetime(kind, given)), kind.start)))
        return
    }
    if ((kind.examples ?? []).length > 0)
      await found.check(subject, 'has every fact that it declares, with one example or another', () =>
        missingFact(kind, given),
      )
    const live = lifetimeOf(options[0])
    const starts = (await readyWith(live, kind)) === 'ready'
    for (const { rule, lifetime, started } of lifecycles) {
      if (starts || !started) await found.check(subject, rule, () => live(lifetime), kind.start)
    }
    if (starts) await testOwn(name, kind, options, lifetimeOf, found)
  } finally {
    sink.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the kind brings besides starting and stopping: its verbs, and its forms of a message. */
async function testOwn(
  name: string,
  kind: ActorKind,
  options: readonly unknown[],
  lifetimeOf: (options: unknown) => Live,
  found: Findings,
): Promise<void> {
  for (const [verb, each] of Object.entries(kind.verbs ?? {}))
    await testVerb(name, verb, each, lifetimeOf(options[0]), found)
  for (const [form, each] of Object.entries(kind.messages ?? {})) {
    const possible = options.find((written) => each.impossible?.(written) === undefined)
    await testMessage(name, form, each, possible === undefined ? undefined : lifetimeOf(possible), found)
  }
}

const whole = 'starts, has its facts, and stops'
const needsExamples = 'give it “examples” of options that it starts with here'

/** Whether a kind starts with options that were guessed: a guessed server may speak another language, or none. */
async function readyWith(live: Live, kind: ActorKind): Promise<'ready' | 'refused'> {
  if ((kind.examples ?? []).length > 0) return 'ready'
  let rejected = false
  await live(async ({ lane, starting, stop }) => {
    const impatient = setTimeout(() => lane.abort(), promptly)
    try {
      await stop(await starting)
      rejected = lane.aborted()
    } catch (error) {
      rejected = lane.aborted() || isProblemError(error)
    } finally {
      clearTimeout(impatient)
    }
    return undefined
  })
  return rejected ? 'refused' : 'ready'
}

function promises(kind: ActorKind): string | undefined {
  const { shorthand } = kind
  const keys = keysOf(kind.options)
  if (shorthand !== undefined && keys !== undefined && !keys.has(shorthand))
    return `the shorthand “${shorthand}” is none of its options`
  const odd = kind.can.find((verb) => grammar.verbs.get(verb)?.traits.asksKind !== true)
  return odd === undefined ? undefined : `it can “${odd}”, which is not a verb of the core`
}

/** Plays one life, and checks afterwards what it left, what it did to its lane, and what came after its end. */
function liveOf(kind: ActorKind, folder: string, testContext: TestContext): (options: unknown) => Live {
  return (options) => async (living) => {
    const lane = testLane('it', folder, testContext.host.env, eventNames(kind))
    const inTime = <T>(what: string, work: () => Promise<T>) =>
      within(testContext.host.patience ?? usualPatience, what, work)
    const stop = (actor: Actor) =>
      inTime('stop()', async () => void (await testContext.act(() => actor.stop({ grace }))))
    const starting = testContext.act(async () => kind.start(options, lane.port))
    starting.catch(() => {})
    const why = await living({ lane, starting, stop, within: inTime })
    for (const { actor } of lane.callers) await stop(actor)
    const left = opened(await testContext.leaks())
    lane.abort()
    // What was on its way when it was stopped may still come; what comes later comes from something that lives on.
    const printed = lane.count()
    await testContext.leaks()
    const late = lane.count() > printed ? 'it spoke on its lane after it had been stopped' : undefined
    return why ?? lane.mistakes[0] ?? left ?? late
  }
}

function wholeLifetime(kind: ActorKind, given: Set<string>): Lifecycle {
  return async ({ starting, stop, within }) => {
    const actor = await within('start()', () => starting)
    const mistake = mistakeInActor(actor)
    if (mistake !== undefined) return mistake
    for (const fact of Object.keys(actor.facts() ?? {})) given.add(fact)
    const why = factsDiffer(kind, actor) ?? stateOf(actor) ?? verbMissing(kind, actor)
    await stop(actor)
    return why
  }
}

function factsDiffer(kind: ActorKind, actor: Actor): string | undefined {
  const facts = actor.facts()
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return 'facts() gives no table'
  const declared = new Set(kind.facts.map((fact) => fact.replace(/\..*$/, '')))
  const extra = Object.keys(facts).find((fact) => !declared.has(fact) && !declared.has('*'))
  return extra === undefined ? undefined : `it has the fact “${extra}”, which its kind does not declare`
}

function missingFact(kind: ActorKind, given: ReadonlySet<string>): string | undefined {
  const missing = kind.facts.find((fact) => fact !== '*' && !given.has(fact.replace(/\..*$/, '')))
  return missing === undefined ? undefined : `no example has the fact “${missing}”`
}

function verbMissing(kind: ActorKind, actor: Actor): string | undefined {
  // A server's verbs are those of its connections; `exit` may be closing.
  if (kind.role === 'server' || kind.role === 'proxy') return undefined
  const missing = kind.can.find((verb) => actor[verb] === undefined && !(verb === 'exit' && actor.close !== undefined))
  return missing === undefined ? undefined : `its kind can “${missing}”, and what it started cannot`
}
