import type { Step, Template } from '../../model/scenario.ts'
import { checkTemplate } from './names.ts'
import { reportAlready } from './starting.ts'
import { reportNothing } from './wishes.ts'
import type { Rounds, World } from './world.ts'

type Repeat = Extract<Step, { verb: 'repeat' }>

/** Walks a repeat's body once and judges what a second round would find. */
export function walkRepeat(world: World, step: Repeat, walk: (steps: readonly Step[]) => void): void {
  checkTemplate(world, step.times)
  for (const template of step.each ?? []) checkTemplate(world, template)
  const times = timesOf(step)
  if (times === 0) {
    world.ledger.report({
      code: 'never-runs',
      message: 'these steps are repeated 0 times, so none of them ever runs',
      span: step.times?.span ?? step.span,
      hint: 'repeat them at least once, or take them out',
    })
  } else if (step.steps.length === 0) reportNothing(world, step, 'this repeat has no steps')
  const rounds: Rounds = { times: Math.max(1, times), starts: new Map() }
  world.rounds.push(rounds)
  withVariables(world, step.as === undefined ? ['n'] : ['n', step.as], () => walk(step.steps))
  world.rounds.pop()
  for (const { life } of world.members.values()) if (life !== undefined) life.depth = Math.min(life.depth, world.rounds.length)
  if (times < 2) return
  for (const [name, span] of rounds.starts) {
    const member = world.members.get(name)
    if (member?.running && !member.mayHaveEnded) reportAlready(world, member, { span }, 'is still running from the round before')
  }
}

/** Variables that are there inside only. */
export function withVariables(world: World, names: readonly string[], inside: () => void): void {
  const fresh = names.filter((name) => !world.variables.has(name))
  for (const name of fresh) world.variables.add(name)
  inside()
  for (const name of fresh) world.variables.delete(name)
}

function timesOf(step: Repeat): number {
  if (step.each !== undefined) return step.each.length
  const text = staticText(step.times)
  if (text === undefined || !/^\d+$/.test(text.trim())) return Infinity
  return Number(text)
}

function staticText(template: Template | undefined): string | undefined {
  if (template === undefined || template.parts.some((part) => typeof part !== 'string')) return undefined
  return template.parts.join('')
}
