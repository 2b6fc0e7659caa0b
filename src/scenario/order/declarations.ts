import { builtInMasks } from '../../model/words.ts'
import { didYouMean } from '../../text/suggest.ts'
import { maybeSet } from './gaps.ts'
import { checkTemplate } from './names.ts'
import { setVariable, startingVerb, type WalkState } from './walk-state.ts'
import { pushAll } from '../../text/push-all.ts'

/** What is filled in before the first step: variables in their order, and files. */
export function checkBeforeSteps(walk: WalkState): void {
  for (const { name, value } of walk.scenario.vars.values()) {
    checkTemplate(walk, value, { beforeSteps: true, more: laterInCycle(walk, name) })
    setVariable(walk, name)
  }
  for (const { name, text } of walk.scenario.files) {
    checkTemplate(walk, name, { beforeSteps: true })
    checkTemplate(walk, text, { beforeSteps: true })
  }
  for (const name of walk.changing) walk.everSet.add(name)
}

/** What holds all the time: forbidden text and masks may name variables that some step sets. */
export function checkAllTheTime(walk: WalkState): void {
  for (const pattern of walk.scenario.forbid) checkTemplate(walk, pattern.template, { anyTime: true })
  for (const rule of walk.scenario.mask) {
    if ('template' in rule.match) checkTemplate(walk, rule.match.template, { anyTime: true })
    if (!('variable' in rule.match) || walk.everSet.has(rule.match.variable)) continue
    if (maybeSet(walk, rule.match.variable)) continue
    const { variable } = rule.match
    walk.collector.report({
      code: 'unknown-mask',
      message: `“${variable}” is not a built-in mask, and no step captures a variable of this name`,
      span: rule.span,
      hint:
        didYouMean(variable, [...walk.everSet, ...builtInMasks]) ??
        `capture it with “as: ${variable}”, or use a built-in mask: ${builtInMasks.join(', ')}`,
    })
  }
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
