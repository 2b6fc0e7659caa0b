import type { Actor } from '../model/actor.ts'
import type { VerbContext, Verb } from '../model/plugin.ts'
import { problemError } from '../registry/problem-error.ts'
import { isProblemError } from '../run/guard/plugin-error.ts'
import { accepted, usualExpectations } from './candidates.ts'
import type { Findings } from './finding.ts'
import type { TestLane } from './lane.ts'
import type { Live } from './lives.ts'

/** Milliseconds that a verb's line is waited for. */
const moment = 200

/** A verb of a kind's own does its work on an actor that has just started, or gives a reason; the answer of its peer never comes. */
export async function testVerb(kind: string, name: string, verb: Verb, live: Live, found: Findings): Promise<void> {
  const subject = `verb “${name}” of “${kind}”`
  const [argument] = accepted(verb.argument, usualExpectations, 1)
  const rule = 'does its work, or gives a reason'
  if (accepted(verb.argument, usualExpectations, 1).length === 0)
    return found.untested(subject, rule, 'its schema takes none of the usual arguments')
  await found.check(
    subject,
    rule,
    () =>
      live(async ({ lane, starting, stop, within }) => {
        const actor = await within('start()', () => starting)
        try {
          await within(`“${name}”`, async () => {
            let givesUp: (error: unknown) => void = () => {}
            const unanswered = new Promise<void>((_, reject) => (givesUp = reject))
            await Promise.race([verb.run(actor, argument, contextFor(lane, actor, givesUp)), unanswered])
          })
        } catch (error) {
          // The system's words, as of a socket that is not connected, are no mistake.
          if (!isProblemError(error) && (error as { readonly code?: unknown } | undefined)?.code === undefined)
            throw error
        } finally {
          await stop(actor)
        }
        return undefined
      }),
    verb.run,
  )
}

const neverCame = (what: string) => problemError('step-failed', `${what} did not come`, undefined, 'failed')

/** What a verb can do here: lines that the actor has had are there for it, and no others come. */
function contextFor(lane: TestLane, actor: Actor, givesUp: (error: unknown) => void): VerbContext {
  let read = 0
  return {
    send: (bytes) =>
      actor.send?.(Buffer.from(bytes), { times: 1, type: typeof bytes === 'string' ? 'text' : 'binary' }),
    async expect(wanted) {
      const passes = (line: string) => (typeof wanted === 'string' ? line.includes(wanted) : wanted.test(line))
      for (const end = performance.now() + moment; performance.now() < end;) {
        for (; read < lane.lines.length; read++) if (passes(lane.lines[read]!)) return lane.lines[read++]!
        await new Promise((resolve) => void setImmediate(resolve))
      }
      throw neverCame(String(wanted))
    },
    untilIdle: async () => {},
    rest: () => Buffer.alloc(0),
    awaits: (what) => void setTimeout(() => givesUp(neverCame(what)), moment),
    fact: () => {},
    row: () => {},
    screen: () => {},
    facts: () => actor.facts(),
    failed: () => {},
    atEnd: () => {},
  }
}
