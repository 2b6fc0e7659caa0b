import type { Draft } from '../draft.ts'
import type { Written } from '../../authoring/written.ts'
import { captures, isOutput, wantedAt, withOption } from './edit-draft.ts'
import { mapSteps } from '../map-draft.ts'
import type { FailureRepair, Repaired } from './repair.ts'

const looks = new Set(['screen', 'set'])

/** A program that nobody typed into, and whose screen nobody looks at, needs no terminal: its rows must stay the same without. */
export function* withoutTerminals(draft: Draft): Iterable<Repaired> {
  for (const { name, options } of draft.actors) {
    const pty = options.get('pty')
    if (pty === undefined || pty === false || needsTerminal(draft, name)) continue
    const finding = `${name} runs without a terminal: it prints the same lines`
    yield { draft: withOption(draft, name, 'pty', undefined), findings: [finding], keepsRows: true }
  }
}

/** What a program printed to its terminal, or what shows that it is ready, does not come without one: it gets it back. */
export const withTerminal: FailureRepair = (draft, { failure, place }) => {
  if (failure === undefined) return undefined
  const found = wantedAt(draft, place)
  const name =
    found !== undefined && isOutput(found.wanted)
      ? found.target
      : failure.code === 'not-ready'
        ? failure.lane
        : undefined
  const actor = draft.actors.find((each) => each.name === name)
  if (actor?.terminal === undefined || actor.options.has('pty') || hasStreams(draft, actor.name)) return undefined
  return {
    draft: withOption(draft, actor.name, 'pty', actor.terminal),
    findings: [`${actor.name} runs on a terminal: it prints other lines without one`],
  }
}

/** A terminal has one stream. */
const hasStreams = ({ steps }: Draft, name: string): boolean =>
  steps.some(
    (step) =>
      step.verb === 'expect' &&
      step.of.some(
        ({ target, wanted }) => target === name && wanted.some(({ beside }) => beside?.['stream'] !== undefined),
      ),
  )

/** A program did not leave when it was asked to: without a terminal, by SIGTERM, or by force. */
export const notStopped: FailureRepair = (draft, { failure }) => {
  if (failure?.code !== 'did-not-stop' && failure?.code !== 'left-behind') return undefined
  const actor = draft.actors.find(({ name }) => failure.lane === name || failure.message.startsWith(`“${name}”`))
  if (actor === undefined) return undefined
  const { name, options } = actor
  const isForced = failure.code === 'left-behind'
  const stops: readonly Written[] = isForced ? [{ kill: 'ok' }] : ['SIGTERM', { kill: 'ok' }]
  if (!isForced && options.has('pty') && !needsTerminal(draft, name))
    return {
      draft: withoutLines(withOption(withoutWish(draft, name), name, 'pty', undefined), name),
      findings: [`${name} runs without a terminal, where it stops`],
    }
  const tried = stops.findIndex((stop) => JSON.stringify(stop) === JSON.stringify(options.get('stop')))
  const stop = stops[tried + 1]
  if (stop === undefined) return undefined
  const how =
    stop === 'SIGTERM'
      ? 'SIGTERM, since it ignores the end of its terminal'
      : 'SIGKILL, since it leaves by nothing else'
  return { draft: withOption(draft, name, 'stop', stop), findings: [`${name} is stopped by ${how}`] }
}

/** It does not get its terminal back. */
const withoutWish = (draft: Draft, actor: string): Draft => ({
  ...draft,
  actors: draft.actors.map(({ terminal, ...each }) =>
    each.name === actor || terminal === undefined ? each : { ...each, terminal },
  ),
})

/** What a program prints to a terminal it may not print elsewhere. What a later step needs of it stays. */
const withoutLines = (draft: Draft, name: string): Draft =>
  mapSteps(draft, (step) => {
    if (step.verb !== 'expect') return [step]
    const of = step.of
      .map((each) => ({
        ...each,
        wanted: each.wanted.filter((of) => each.target !== name || !isOutput(of) || captures(of)),
      }))
      .filter(({ wanted }) => wanted.length > 0)
    return of.length === 0 ? [] : [{ ...step, of }]
  })

const needsTerminal = ({ steps }: Draft, actor: string): boolean =>
  steps.some((step) => {
    if (step.verb === 'send') return step.of.some(({ target }) => target === actor)
    if (step.verb === 'expect')
      return step.of.some(
        ({ target, wanted }) =>
          target === actor && wanted.some(({ matcher }) => matcher === 'screen' || matcher === 'prompt'),
      )
    return looks.has(step.verb) && JSON.stringify(step.argument).includes(`"${actor}"`)
  })
