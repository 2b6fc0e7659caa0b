import type { Template } from '../../model/scenario.ts'
import type { Step } from '../../language/scenario.ts'
import { checkTemplate } from './names.ts'
import { reportAlready } from './starting.ts'
import type { Rounds, WalkState } from './walk-state.ts'

type Repeat = Extract<Step, { verb: 'repeat' }>

/** Walks a repeat's body once and judges what a second round would find. */
export function walkRepeat(walk: WalkState, step: Repeat, walkSteps: (steps: readonly Step[]) => void): void {
  checkTemplate(walk, step.times)
  for (const template of step.each ?? []) checkTemplate(walk, template)
  const times = timesOf(walk, step)
  // An empty `each` is found where it is read.
  if (times === 0 && step.each === undefined) reportNeverRuns(walk, step)
  const rounds: Rounds = { times: Math.max(1, times), starts: new Map() }
  walk.rounds.push(rounds)
  withVariables(walk, step.as === undefined ? ['n'] : ['n', step.as], () => walkSteps(step.steps))
  walk.rounds.pop()
  for (const { lifetime } of walk.actors.values())
    if (lifetime !== undefined) lifetime.depth = Math.min(lifetime.depth, walk.rounds.length)
  if (times >= 2) reportStillRunning(walk, rounds)
}

function reportNeverRuns(walk: WalkState, step: Repeat): void {
  walk.collector.report({
    code: 'never-runs',
    message: 'these steps are repeated 0 times, so none of them ever runs',
    span: step.times?.span ?? step.span,
    hint: 'repeat them at least once, or take them out',
  })
}

/** A second round would start again what the first has started and not ended. */
function reportStillRunning(walk: WalkState, rounds: Rounds): void {
  for (const [name, span] of rounds.starts) {
    const walked = walk.actors.get(name)
    if (span !== undefined && walked?.running && !walked.mayHaveEnded)
      reportAlready(walk, walked, { span }, 'is still running from the round before')
  }
}

/** Variables that are there inside only. */
export function withVariables(walk: WalkState, names: readonly string[], inside: () => void): void {
  const fresh = names.filter((name) => !walk.variables.has(name))
  for (const name of fresh) walk.variables.add(name)
  inside()
  for (const name of fresh) walk.variables.delete(name)
}

function timesOf(walk: WalkState, step: Repeat): number {
  if (step.each !== undefined) return step.each.length
  const text = step.times === undefined ? undefined : knownText(walk, step.times)
  if (text === undefined || !/^\d+$/.test(text.trim())) return Infinity
  return Number(text)
}

/** What a template comes to, when that is known before the run: variables that no step changes have their value from `vars`. */
function knownText(walk: WalkState, template: Template, depth = 0): string | undefined {
  let text = ''
  for (const part of template.parts) {
    const value = typeof part === 'string' ? part : knownVariable(walk, part.name, depth)
    if (value === undefined) return undefined
    text += value
  }
  return text
}

function knownVariable(walk: WalkState, name: string, depth: number): string | undefined {
  const variable = walk.scenario.vars.get(name)
  if (variable === undefined || walk.changing.has(name) || depth > 8) return undefined
  return knownText(walk, variable.value, depth + 1)
}
