import { listedFacts } from '../../scenario/order/facts.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import { ableOf } from '../../registry/able.ts'
import { traitsOfName } from '../../language/steps/traits.ts'
import { stepAt, type Outline } from '../outline/outline.ts'
import { givenByWith, type DeclaredActor, type Place } from '../places/place.ts'

/** The names that a file has, as far as they may be meant at a place of it. */
export interface Known {
  readonly outline: Outline
  /** Those of the scenario, where the file is included by one. */
  readonly actors: readonly DeclaredActor[]
  /** Variables from elsewhere: of the scenario that includes the file, and of files that are included before the place. */
  readonly more: readonly string[]
  readonly registry: Registry
  /** Names of the matrix that the configuration has. */
  readonly matrix: readonly string[]
}

export const kindOf = ({ registry }: Pick<Known, 'registry'>, { kind }: DeclaredActor): ActorKind | undefined =>
  registry.kinds.get(kind)?.value

/** True when a kind can do what a verb asks of the actors that it names. */
export function canDo(kind: ActorKind | undefined, verb: string): boolean {
  if (kind === undefined) return true
  const traits = traitsOfName(verb)
  if (Object.hasOwn(kind.verbs ?? {}, verb)) return true
  if (traits === undefined) return false
  if (verb === 'connect') return kind.role === 'client' || kind.role === 'peer'
  if (verb === 'start') return kind.role !== 'client'
  if (verb === 'run') return kind.role === 'program'
  return traits.asksKind !== true || ableOf(kind).some((able) => able === verb)
}

/** Variables that have a value at a place: in an actor's options, which are read late, those that get one anywhere. */
export function variablesAt(known: Pick<Known, 'outline' | 'more'> & Partial<Known>, offset: number): string[] {
  const { outline, more } = known
  const given = outline.places.filter(
    ({ of, gives, scope }) => of === 'variable' && gives === true && scope !== givenByWith,
  )
  const visible = isInVars(outline, offset)
    ? // A variable may use those above it; the last is the one that is being written.
      given.filter(({ start }) => start < offset).slice(0, -1)
    : given.filter((place) => isKnownAt(outline, place, offset))
  return [...new Set([...visible.map(({ name }) => name), ...more, ...withoutPlace(known, offset)])]
}

const isInVars = ({ pieces, text }: Outline, offset: number): boolean =>
  pieces.some(({ start, end }) => start < offset && offset <= end && /^["']?vars/.test(text.slice(start, end)))

function isKnownAt(outline: Outline, { start, end, scope }: Place, offset: number): boolean {
  if (start <= offset && offset <= end) return false
  if (scope !== undefined) return sameRule(outline, scope, offset)
  const step = stepAt(outline, offset)
  return step === undefined || start < step.start || stepAt(outline, start) === undefined
}

/** Variables that nothing in the text names: what is counted, and what has come of several. */
function withoutPlace({ outline, registry }: Pick<Known, 'outline'> & Partial<Known>, offset: number): string[] {
  const before = outline.text.slice(0, stepAt(outline, offset)?.start)
  const counts = outline.steps.some(({ verb, start, end }) => verb === 'repeat' && start < offset && offset <= end)
  const chooses = [...(registry?.matchers ?? [])].some(
    ([name, { value }]) => value.on === 'choice' && before.includes(`${name}:`),
  )
  return [...(counts ? ['n'] : []), ...(chooses ? ['matched'] : [])]
}

/** Names of a rule's groups are known where the rule is: between the first and the last place that it has, on the same lines. */
function sameRule(outline: Outline, scope: string, offset: number): boolean {
  const own = outline.places.filter((place) => place.of === 'variable' && place.scope === scope)
  const from = Math.min(...own.map(({ start }) => start))
  const next = outline.places.find(
    (place) => place.of === 'variable' && place.gives === true && place.start > from && place.scope !== scope,
  )
  return from < offset && (next === undefined || offset < next.start)
}

/** The facts that an actor has: those of its kind, and the named groups of its options. */
export function factsOf(known: Known, actor: string): string[] {
  const declared = known.actors.find(({ name }) => name === actor)
  if (declared === undefined) return []
  const groups = known.outline.places.filter(
    ({ of, gives, scope }) => of === 'fact' && gives === true && scope === actor,
  )
  return [...new Set([...groups.map(({ name }) => name), ...listedFacts(kindOf(known, declared)?.facts ?? [])])]
}
