import { outcomeOf } from '../../src/plugin.ts'
import type { Outcome, Problem, Progress, ScenarioResult } from '../../src/plugin.ts'
import { placeIn } from './place.ts'

/** GitHub shows no more than this many annotations of a step. */
const limit = 10
/** The most useful first. */
const order: readonly Outcome[] = ['failed', 'broken', 'invalid']

/** Annotations for GitHub Actions: `::error file=…,line=…,col=…,title=…::message`, at most ten. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const troubles: ScenarioResult[] = []
  for await (const update of progress) {
    if (update.type === 'scenario-ended' && order.includes(outcomeOf(update.result))) troubles.push(update.result)
    if (update.type === 'suite-ended') {
      const sorted = troubles.toSorted((a, b) => order.indexOf(outcomeOf(a)) - order.indexOf(outcomeOf(b)))
      const general = update.summary.problems.map(
        ({ severity = 'error', code, message }) => `::${severity} title=${property(code)}::${data(message)}\n`,
      )
      // On a line of its own, whatever another reporter has left unfinished.
      const all = [...sorted.map(annotation), ...general].slice(0, limit)
      if (all.length > 0) yield `\n${all.join('')}`
    }
  }
}

function annotation(result: ScenarioResult): string {
  const [problem = result.failure]: readonly (Problem | undefined)[] = result.problems
  if (problem === undefined) return ''
  const { file, line, column } = placeIn(problem, result)
  const properties = [
    `file=${property(file)}`,
    ...(line === undefined ? [] : [`line=${line}`, `col=${column}`]),
    `title=${property(`${result.title}: ${problem.code}`)}`,
  ]
  return `::error ${properties.join(',')}::${data(details(problem, result))}\n`
}

function details(problem: Problem, { failure }: ScenarioResult): string {
  const lines = [problem.message]
  if (problem === failure && failure.wanted !== undefined) lines.push(`expected: ${failure.wanted}`)
  if (problem === failure && failure.nearest !== undefined) lines.push(`nearest: ${failure.nearest.text}`)
  if (problem.hint !== undefined) lines.push(problem.hint)
  return lines.join('\n')
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
