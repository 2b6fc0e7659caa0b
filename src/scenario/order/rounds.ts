import type { Template } from '../../model/scenario.ts'
import type { Step } from '../../language/scenario.ts'
import { checkTemplate } from './names.ts'
import { reportAlready } from './starting.ts'
import type { Rounds, World } from './world.ts'

type Repeat = Extract<Step, { verb: 'repeat' }>

/** Walks a repeat's body once and judges what a second round would find. */
export function walkRepeat(world: World, step: Repeat, walk: (steps: readonly Step[]) => void): void {
  checkTemplate(world, step.times)
  for (const template of step.each ?? []) checkTemplate(world, template)
  const times = timesOf(world, step)
  // An empty `each` is found where it is read.
  if (times === 0 && step.each === undefined) {
    world.ledger.report({
      code: 'never-runs',
      message: 'these steps are repeated 0 times, so none of them ever runs',
      span: step.times?.span ?? step.span,
      hint: 'repeat them at least once, or take them out',
    })
  }
  const rounds: Rounds = { times: Math.max(1, times), starts: new Map() }
  world.rounds.push(rounds)
  withVariables(world, step.as === undefined ? ['n'] : ['n', step.as], () => walk(step.steps))
  world.rounds.pop()
  for (const { life } of world.members.values())
    if (life !== undefined) life.depth = Math.min(life.depth, world.rounds.length)
  if (times < 2) return
  for (const [name, span] of rounds.starts) {
    const member = world.members.get(name)
    if (span !== undefined && member?.running && !member.mayHaveEnded)
      reportAlready(world, member, { span }, 'is still running from the round before')
  }
}

/** Variables that are there inside only. */
export function withVariables(world: World, names: readonly string[], inside: () => void): void {
  const fresh = names.filter((name) => !world.variables.has(name))
  for (const name of fresh) world.variables.add(name)
  inside()
  for (const name of fresh) world.variables.delete(name)
}

function timesOf(world: World, step: Repeat): number {
  if (step.each !== undefined) return step.each.length
  const text = step.times === undefined ? undefined : knownText(world, step.times)
  if (text === undefined || !/^\d+$/.test(text.trim())) return Infinity
  return Number(text)
}

/** What a template comes to, when that is known before the run: variables that no step changes have their value from `vars`. */
function knownText(world: World, template: Template, depth = 0): string | undefined {
  let text = ''
  for (const part of template.parts) {
    const value = typeof part === 'string' ? part : knownVariable(world, part.name, depth)
    if (value === undefined) return undefined
    text += value
  }
  return text
}

function knownVariable(world: World, name: string, depth: number): string | undefined {
  const variable = world.scenario.vars.get(name)
  if (variable === undefined || world.changing.has(name) || depth > 8) return undefined
  return knownText(world, variable.value, depth + 1)
}
