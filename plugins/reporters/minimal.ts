import { heardLine, outcomeOf, plain, printable, summaryLine } from '../../src/plugin.ts'
import type { Failure, Problem, Progress, ScenarioResult, Summary } from '../../src/plugin.ts'
import { placeIn, shownPlace } from './place.ts'

const heardShown = 3

/**
 * For machines: nothing for what passed; for the rest a line `outcome place code: message` and indented lines
 * beneath it. Neither times nor colours, so that equal failures give equal text.
 */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  let selected = 0
  for await (const told of progress) {
    if (told.type === 'suite-begun') selected = told.files
    if (told.type === 'scenario-ended')
      yield linesOf(told.result)
        .map((line) => `${line}\n`)
        .join('')
    if (told.type === 'suite-ended') yield ending(told.summary, selected)
  }
}

function linesOf(result: ScenarioResult): string[] {
  const outcome = outcomeOf(result)
  if (outcome === 'passed' || outcome === 'skipped') return recorded(result)
  const found: readonly Problem[] =
    outcome === 'refused' ? result.problems : result.failure === undefined ? [] : [result.failure]
  return found.flatMap((problem) => [
    `${outcome} ${shownPlace(placeIn(problem, result))} ${problem.code}: ${printable(problem.message)}`,
    ...(problem === result.failure ? failureLines(result.failure) : []),
    ...(problem === result.failure ? differenceLines(result) : []),
    ...(problem.hint === undefined ? [] : [`  hint: ${problem.hint}`]),
  ])
}

const recorded = ({ comparison }: ScenarioResult): string[] =>
  comparison?.outcome === 'recorded' || comparison?.outcome === 'updated'
    ? [`${comparison.outcome} ${comparison.file}`]
    : []

function failureLines({ wanted, nearest, heard, why, elsewhere, lane, actors, code }: Failure): string[] {
  if (code === 'transcript-differs') return []
  const lines: string[] = []
  if (wanted !== undefined) lines.push(`  expected: ${printable(wanted)}${lane === undefined ? '' : ` from ${lane}`}`)
  if (nearest !== undefined) lines.push(`  nearest: ${printable(nearest.text)}`)
  for (const difference of nearest?.differs ?? []) lines.push(`  differs: ${printable(difference)}`)
  for (const told of heard?.slice(-heardShown) ?? []) lines.push(`  received: ${heardLine(told, plain).text}`)
  if (heard?.length === 0) lines.push('  received: nothing')
  // Deadlines are as the author wrote them; how long something took is not said.
  if (why !== undefined) lines.push(`  why: ${printable(why)}`)
  for (const place of elsewhere ?? []) lines.push(`  also: ${printable(place)}`)
  for (const { name, state } of actors ?? [])
    lines.push(`  ${name}: ${printable(state).replace(/ for \d[\d.]*\s?(?:ms|s|m)\b/, '')}`)
  return lines
}

function differenceLines({ comparison }: ScenarioResult): string[] {
  if (comparison?.outcome !== 'differs') return []
  const sides = { same: undefined, expected: '-', received: '+' } as const
  return comparison.difference.lanes.flatMap(({ lane, hunks }) =>
    hunks.flatMap(({ lines }) =>
      lines.flatMap(({ side, mark, text }) =>
        sides[side] === undefined ? [] : [`  ${sides[side]} ${lane} ${mark} ${text}`],
      ),
    ),
  )
}

function ending(summary: Summary, selected: number): string {
  const lines = summary.problems.map(
    ({ severity = 'error', code, message, hint }) =>
      `${severity} ${code}: ${message}\n${hint === undefined ? '' : `  hint: ${hint}\n`}`,
  )
  const counts = summaryLine(summary, selected).replace(/ \([^)]*\)$/, '')
  return `${lines.join('')}${summary.interrupted ? 'interrupted: ' : ''}${counts}\n`
}
