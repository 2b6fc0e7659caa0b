import { failing } from '../failure/failing.ts'
import { fillTemplate } from '../context/scope.ts'
import type { Perform } from './perform.ts'

/** `repeat`: its steps so often, or once for each of several values. */
export const performRepeat: Perform<'repeat'> = async (context, step, runSteps) => {
  const { variables } = context.names
  const rounds = step.each?.map((value) => fillTemplate(context.names, value))
  const times = rounds?.length ?? Number(fillTemplate(context.names, step.times ?? { parts: ['1'], span: step.span }))
  if (!Number.isSafeInteger(times) || times < 0)
    return failing(
      context,
      'invalid-value',
      `“${fillTemplate(context.names, step.times ?? { parts: [], span: step.span })}” is not a number of times`,
    )
  if (times === 0)
    return failing(context, 'never-runs', 'these steps are repeated 0 times, so none of them ever runs', {
      hint: 'a check that never runs is worse than none: repeat them at least once, or take them out',
    })
  const name = step.as ?? 'item'
  const before = { n: variables.get('n'), item: variables.get(name) }
  const place = context.rounds.length
  const begin = (n: number): void => {
    variables.set('n', String(n))
    if (rounds !== undefined) variables.set(name, rounds[n - 1] as string)
    context.rounds[place] = `round ${n} of ${times}${rounds === undefined ? '' : `, ${name} = ${rounds[n - 1]}`}`
  }
  let n = 1
  begin(n)
  const failure = await runSteps(context, step.steps, () => {
    if (n === times) return false
    n += 1
    begin(n)
    return true
  })
  if (failure !== undefined) return failure
  context.rounds.length = place
  variables.restore('n', before.n)
  if (rounds !== undefined) variables.restore(name, before.item)
  return undefined
}
