import { outcomeOf, variantText } from '../../src/plugin.ts'
import type { Outcome, Problem, Progress, ScenarioResult } from '../../src/plugin.ts'
import { attemptLines, earlierResults, runsLine } from './attempts.ts'
import { knownBugLine } from './known-bug.ts'
import { runsLines } from './runs-compared.ts'
import { placeIn } from './place.ts'

/** GitHub shows no more than this many annotations of a step. */
const limit = 10
/** The most useful first. */
const order: readonly Outcome[] = ['failed', 'broken', 'invalid', 'flaky']

/** Annotations for GitHub Actions: `::error file=…,line=…,col=…,title=…::message`, at most ten. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const troubles: ScenarioResult[] = []
  const bugs: string[] = []
  for await (const update of progress) {
    if (update.type === 'scenario-ended' && order.includes(outcomeOf(update.result))) troubles.push(update.result)
    if (update.type === 'scenario-ended') bugs.push(...knownBugIn(update.result))
    if (update.type === 'suite-ended') {
      const sorted = troubles.toSorted((a, b) => order.indexOf(outcomeOf(a)) - order.indexOf(outcomeOf(b)))
      const general = update.summary.problems.map(
        ({ severity = 'error', code, message }) => `::${severity} title=${property(code)}::${data(message)}\n`,
      )
      // On a line of its own, whatever another reporter has left unfinished.
      const troubled = await Promise.all(sorted.slice(0, limit).map(annotation))
      const all = [...troubled, ...general, ...bugs].slice(0, limit)
      if (all.length > 0) yield `\n${all.join('')}`
    }
  }
}

/** A notice for what is known, at the place where it fails. */
function knownBugIn(result: ScenarioResult): string[] {
  const { knownBug } = result
  return knownBug === undefined
    ? []
    : [`::notice ${propertiesOf(knownBug.failure, result)}::${data(`known bug: ${knownBugLine(result)}`)}\n`]
}

/** A flaky scenario has passed: a warning, at the place where its last failed attempt stopped. */
async function flakyWarning(result: ScenarioResult): Promise<string> {
  const last = earlierResults(result).at(-1)
  if (last?.failure === undefined) return ''
  return `::warning ${propertiesOf(last.failure, last)}::${data(`flaky: ${[...attemptLines(result), ...(await runsLines(result))].join('\n')}`)}\n`
}

async function annotation(result: ScenarioResult): Promise<string> {
  if (outcomeOf(result) === 'flaky') return flakyWarning(result)
  const [problem = result.failure]: readonly (Problem | undefined)[] = result.problems
  if (problem === undefined) return ''
  const lines = [...details(problem, result), ...tries(result), ...(await runsLines(result))]
  return `::error ${propertiesOf(problem, result)}::${data(lines.join('\n'))}\n`
}

function propertiesOf(problem: Problem, result: ScenarioResult): string {
  const { file, line, column } = placeIn(problem, result)
  const properties = [
    `file=${property(file)}`,
    ...(line === undefined ? [] : [`line=${line}`, `col=${column}`]),
    `title=${property(`${result.title}${variantText(result.variant)}: ${problem.code}`)}`,
  ]
  return properties.join(',')
}

const tries = (result: ScenarioResult): readonly string[] => [runsLine(result) ?? [], attemptLines(result)].flat()

function details(problem: Problem, { failure }: ScenarioResult): readonly string[] {
  const lines = [problem.message]
  if (problem === failure && failure.wanted !== undefined) lines.push(`expected: ${failure.wanted}`)
  if (problem === failure && failure.nearest !== undefined) lines.push(`nearest: ${failure.nearest.text}`)
  if (problem.hint !== undefined) lines.push(problem.hint)
  return lines
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
