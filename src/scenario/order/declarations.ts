import { allSteps } from '../../language/steps/traits.ts'
import { checkContent } from './contents.ts'
import { checkForbidden } from './forbidden.ts'
import { checkMask } from './masks.ts'
import { checkTemplate } from './names.ts'
import { setVariable, startingVerb, type WalkState } from './walk-state.ts'
import { pushAll } from '../../text/push-all.ts'

/** What is filled in before the first step: variables in their order, the environment of programs, and files. */
export function checkBeforeSteps(walk: WalkState): void {
  for (const { name, value } of walk.scenario.vars.values()) {
    checkTemplate(walk, value, { beforeSteps: true, more: laterInCycle(walk, name) })
    setVariable(walk, name)
  }
  for (const { value } of walk.scenario.env) checkTemplate(walk, value, { beforeSteps: true })
  for (const { name, content } of walk.scenario.files) {
    checkTemplate(walk, name, { beforeSteps: true })
    if (content?.as !== 'own') checkTemplate(walk, content?.text, { beforeSteps: true })
    else checkContent(walk, content.form, { beforeSteps: true })
  }
  for (const name of walk.changing) walk.everSet.add(name)
}

/** What holds all the time: forbidden text and masks may name variables that some step sets. */
export function checkAllTheTime(walk: WalkState): void {
  for (const forbidden of walk.scenario.forbid) {
    checkTemplate(walk, forbidden.template, { anyTime: true })
    checkForbidden(walk, forbidden)
  }
  for (const rule of walk.scenario.mask) checkMask(walk, rule)
  const outer = walk.collector.includedFrom
  for (const { mask = [], includedFrom } of allSteps([...walk.scenario.steps, ...walk.scenario.onFault])) {
    walk.collector.includedFrom = includedFrom ?? outer
    for (const rule of mask) checkMask(walk, rule)
  }
  walk.collector.includedFrom = outer
}

/** Actors that no step sets going. */
export function checkNeverStarted(walk: WalkState): void {
  for (const { declaration, kind, startedSomewhere, usedBefore } of walk.actors.values()) {
    if (startedSomewhere) continue
    const { name } = declaration
    const verb = startingVerb(kind)
    const goes = verb === 'connect' ? 'connects' : 'starts'
    walk.collector.report({
      code: 'never-started',
      message:
        usedBefore === undefined
          ? `“${name}” is declared, but no step ${goes} it`
          : `“${name}” is used here, but no step ever ${goes} it`,
      span: usedBefore ?? declaration.span,
      hint:
        usedBefore === undefined
          ? `add “- ${verb}: ${name}”, or take the actor out`
          : `put “- ${verb}: ${name}” before this step`,
    })
  }
}

/** Variables that lead back to this one: a circle is a mistake of its own, found where variables are read. */
function laterInCycle(walk: WalkState, name: string): Set<string> {
  const uses = (variable: string): string[] =>
    (walk.scenario.vars.get(variable)?.value.parts ?? []).flatMap((part) =>
      typeof part === 'string' ? [] : [part.name],
    )
  const circle = new Set<string>()
  for (const used of uses(name)) {
    const seen = new Set<string>()
    const open = [used]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === name) circle.add(used)
      if (seen.has(next)) continue
      seen.add(next)
      pushAll(open, uses(next))
    }
  }
  return circle
}
