import type { Target, Template } from '../../model/scenario.ts'
import type { Argument, Placeholder } from '../../model/yaml-node.ts'
import type { Step, StepVerb } from '../scenario.ts'
import type { Traits } from '../verb-traits.ts'
import { pushAll } from '../../text/push-all.ts'
import { verbs } from '../verbs/index.ts'

/** What a verb of a kind may do. */
const custom: Traits = { does: 'acts', needsStarted: true, mayEnd: 'always', speaks: true, idles: true }

/** What a step means to code that walks over steps. */
export const traitsOf = (verb: StepVerb): Traits =>
  verb === 'custom' ? custom : verb === 'scope' ? verbs.include.traits : verbs[verb].traits

/** The traits of a written verb, when it is one of the language. */
export const traitsOfName = (name: string): Traits | undefined =>
  Object.hasOwn(verbs, name) ? verbs[name as keyof typeof verbs].traits : undefined

/** The verb as its author writes it, also one of a kind. */
export const writtenVerb = (step: Step): string => (step.verb === 'custom' ? step.name : step.verb)

export const stepsInside = (step: Step): readonly Step[] => ('steps' in step ? step.steps : [])

/** These steps and all that stand inside of them, in their order. */
export function* allSteps(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step
    yield* allSteps(stepsInside(step))
  }
}

/** The actors that a step names, wherever its verb keeps them. */
export function targetsIn(step: Step): readonly Target[] {
  if ('targets' in step) return step.targets
  const targets: Target[] = []
  for (const part of Object.values(step)) {
    if (!Array.isArray(part)) continue
    for (const item of part as readonly unknown[]) if (hasTarget(item)) targets.push(item.target)
  }
  return targets
}

/** The same step with its targets changed. */
export function withTargets(step: Step, change: (target: Target) => Target): Step {
  if ('targets' in step) return { ...step, targets: step.targets.map(change) }
  const parts = Object.entries(step).map(([key, part]) => [
    key,
    Array.isArray(part)
      ? (part as readonly unknown[]).map((item) => (hasTarget(item) ? { ...item, target: change(item.target) } : item))
      : part,
  ])
  return Object.fromEntries(parts) as Step
}

const hasTarget = (item: unknown): item is { readonly target: Target } =>
  typeof item === 'object' && item !== null && 'target' in item

/** The names in `${…}` anywhere in a value that was read. */
export function placeholdersIn(value: unknown): readonly Placeholder[] {
  const found: Placeholder[] = []
  collectPlaceholders(value, found)
  return found
}

function collectPlaceholders(value: unknown, found: Placeholder[]): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) for (const item of value) collectPlaceholders(item, found)
  else if ('placeholders' in value) pushAll(found, (value as Argument).placeholders)
  else if ('parts' in value) {
    for (const part of (value as Template).parts) if (typeof part !== 'string') found.push(part)
  } else for (const part of Object.values(value)) collectPlaceholders(part, found)
}

export const startedBy = (step: Step): readonly Target[] =>
  traitsOf(step.verb).startsActors === true ? targetsIn(step) : []
