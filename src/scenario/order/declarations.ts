import { builtInMasks } from '../../model/words.ts'
import { didYouMean } from '../../text/suggest.ts'
import { maybeSet } from './losses.ts'
import { checkTemplate } from './names.ts'
import { setVariable, startingVerb, type World } from './world.ts'
import { pushAll } from '../../text/push-all.ts'

/** What is filled in before the first step: variables in their order, and files. */
export function checkBeforeSteps(world: World): void {
  for (const { name, value } of world.scenario.vars.values()) {
    checkTemplate(world, value, { beforeSteps: true, more: laterInCycle(world, name) })
    setVariable(world, name)
  }
  for (const { name, text } of world.scenario.files) {
    checkTemplate(world, name, { beforeSteps: true })
    checkTemplate(world, text, { beforeSteps: true })
  }
  for (const name of world.changing) world.everSet.add(name)
}

/** What holds all the time: forbidden text and masks may name variables that some step sets. */
export function checkAllTheTime(world: World): void {
  for (const pattern of world.scenario.forbid) checkTemplate(world, pattern.template, { anyTime: true })
  for (const rule of world.scenario.mask) {
    if ('template' in rule.match) checkTemplate(world, rule.match.template, { anyTime: true })
    if (!('variable' in rule.match) || world.everSet.has(rule.match.variable)) continue
    if (maybeSet(world, rule.match.variable)) continue
    const { variable } = rule.match
    world.ledger.report({
      code: 'unknown-mask',
      message: `“${variable}” is no built-in mask, and no step captures a variable of this name`,
      span: rule.span,
      hint:
        didYouMean(variable, [...world.everSet, ...builtInMasks]) ??
        `capture it with “as: ${variable}”, or use a built-in mask: ${builtInMasks.join(', ')}`,
    })
  }
}

/** Actors that no step sets going. */
export function checkNeverStarted(world: World): void {
  for (const { declaration, kind, startedSomewhere, usedBefore } of world.members.values()) {
    if (startedSomewhere) continue
    const { name } = declaration
    const verb = startingVerb(kind)
    const goes = verb === 'connect' ? 'connects' : 'starts'
    world.ledger.report({
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
function laterInCycle(world: World, name: string): Set<string> {
  const uses = (variable: string): string[] =>
    (world.scenario.vars.get(variable)?.value.parts ?? []).flatMap((part) =>
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
