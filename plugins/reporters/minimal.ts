import {
  cut,
  receivedLine,
  lastWords,
  loadMatrix,
  nameOf,
  outcomeOf,
  plain,
  printable,
  summaryLine,
  variantText,
} from '../../src/plugin.ts'
import type { Failure, Problem, Progress, ScenarioResult, Summary, Terminal, RawRow } from '../../src/plugin.ts'
import { earlierResults, runsLine } from './attempts.ts'
import { knownBugLine } from './known-bug.ts'
import { matrixResults, type MatrixResults } from './matrix.ts'
import { runsLines } from './runs-compared.ts'
import { placeIn, shownPlace } from './place.ts'

const receivedShown = 3
const othersShown = 3
/** Longer lines are cut, and of more lines that differ the rest is counted, unless all is wanted. */
const columns = 300
const differencesShown = 40
/** Of a matrix. */
const scenariosShown = 40

/**
 * For machines: nothing for what passed; for the rest a line `outcome place code: message` and indented lines
 * beneath it. Neither times nor colours, so that equal failures give equal text.
 */
export async function* report(
  progress: AsyncIterable<Progress>,
  { verbose = false }: Pick<Terminal, 'verbose'> = {},
): AsyncIterable<string> {
  let selected = 0
  const matrix = matrixResults()
  for await (const update of progress) {
    matrix.update(update)
    if (update.type === 'suite-begun') selected = update.files
    if (update.type === 'scenario-ended')
      yield [...linesOf(update.result, verbose), ...(await comparedLines(update.result))]
        .map((line) => `${verbose ? line : cut(line, columns)}\n`)
        .join('')
    if (update.type === 'suite-ended') yield `${await matrixText(matrix)}${ending(update.summary, selected)}`
  }
}

const comparedLines = async (result: ScenarioResult): Promise<string[]> =>
  (await runsLines(result)).map((line) => `  ${printable(line)}`)

/** Words, aligned, which are the same for every width of a terminal. */
async function matrixText(matrix: MatrixResults): Promise<string> {
  const tables = await matrix.tables()
  if (tables.length === 0) return ''
  const { matrixLines } = await loadMatrix()
  const printing = { width: columns, most: scenariosShown, cell: (outcome = 'not run') => outcome }
  return tables.flatMap((table) => matrixLines(table, printing).map((line) => `matrix ${line}\n`)).join('')
}

function linesOf(result: ScenarioResult, verbose: boolean): string[] {
  const outcome = outcomeOf(result)
  if (outcome === 'flaky') return flakyLines(result, verbose)
  if (result.knownBug !== undefined) return [`known-bug ${nameOf(result)} ${printable(knownBugLine(result))}`]
  if (outcome === 'passed' || outcome === 'skipped') return recorded(result)
  const found: readonly Problem[] =
    outcome === 'invalid' ? result.problems : result.failure === undefined ? [] : [result.failure]
  return [...found.flatMap((problem) => problemLines(problem, outcome, result, verbose)), ...runs(result)]
}

function problemLines(problem: Problem, outcome: string, result: ScenarioResult, verbose: boolean): string[] {
  return [
    `${outcome} ${shownPlace(placeIn(problem, result))}${variantText(result.variant)} ${problem.code}: ${printable(problem.message)}`,
    ...(problem === result.failure ? failureLines(result.failure) : []),
    ...(problem === result.failure ? shortened(differenceLines(result), verbose) : []),
    ...(problem.hint === undefined ? [] : [`  hint: ${problem.hint}`]),
  ]
}

/** A line with the failure of each attempt before the last. */
const flakyLines = (result: ScenarioResult, verbose: boolean): string[] =>
  earlierResults(result).flatMap((one, index) => [
    ...(one.failure === undefined
      ? [`flaky ${nameOf(result)}`]
      : problemLines(one.failure, 'flaky', one, verbose).filter((line) => !line.startsWith('  hint: '))),
    `  attempt: ${index + 1} of ${result.attempts}, ${one.status}`,
    ...(one.recording === undefined ? [] : [`  recording: ${one.recording}`]),
  ])

/** How often it was run, where that was more than once. */
function runs(result: ScenarioResult): string[] {
  const repeated = runsLine(result)
  if (repeated !== undefined) return [`  runs: ${repeated}`]
  return result.attempts > 1 ? [`  attempts: ${result.attempts}`] : []
}

const shortened = (lines: string[], verbose: boolean): string[] =>
  verbose || lines.length <= differencesShown
    ? lines
    : [...lines.slice(0, differencesShown), `  … ${lines.length - differencesShown} more lines differ`]

const recorded = ({ comparison }: ScenarioResult): string[] =>
  comparison?.outcome === 'recorded' || comparison?.outcome === 'updated'
    ? [`${comparison.outcome} ${comparison.file}`]
    : []

function failureLines(failure: Failure): string[] {
  if (failure.code === 'transcript-differs') return []
  return [...expectationLines(failure), ...surroundingLines(failure)]
}

/** What the step expected and what its lane received. */
function expectationLines({ round, wanted, lane, nearest, received }: Failure): string[] {
  const lines: string[] = []
  if (round !== undefined) lines.push(`  in: ${printable(round)}`)
  if (wanted !== undefined) lines.push(`  expected: ${printable(wanted)}${lane === undefined ? '' : ` from ${lane}`}`)
  if (nearest !== undefined) lines.push(`  nearest: ${printable(nearest.text)}`)
  for (const difference of nearest?.differs ?? []) lines.push(`  differs: ${printable(difference)}`)
  for (const text of keyRows(received ?? [])) lines.push(`  received: ${text}`)
  if (received?.length === 0) lines.push('  received: nothing')
  return lines
}

/** Why it failed, and what others did meanwhile. */
function surroundingLines({ why, insteadOf, elsewhere, meanwhile, actors }: Failure): string[] {
  const lines: string[] = []
  // Deadlines are as the author wrote them; how long something took is left out.
  if (why !== undefined) lines.push(`  why: ${printable(why)}`)
  if (insteadOf !== undefined) lines.push(`  instead of: ${printable(insteadOf)}`)
  for (const place of elsewhere ?? []) lines.push(`  also: ${printable(place)}`)
  for (const { name, rows } of meanwhile?.slice(0, othersShown) ?? [])
    for (const text of keyRows(rows)) lines.push(`  ${name} printed: ${text}`)
  for (const { name, state } of actors ?? [])
    lines.push(`  ${name}: ${printable(state).replace(/ for \d[\d.]*\s?(?:ms|s|m)\b/, '')}`)
  return lines
}

/** The most useful rows: the newest, of a stack the message. */
function keyRows(rows: readonly RawRow[]): string[] {
  const printed = rows.map(({ mark, text }) => (typeof text === 'string' && '|!~'.includes(mark) ? text : undefined))
  return lastWords(printed, receivedShown).map((index) => receivedLine(rows[index] as RawRow, plain).text)
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
  const counts = summaryLine(summary, selected).replace(/ \([^()]*\)(?=$|,[^()]*$)/, '')
  return `${lines.join('')}${summary.interrupted ? 'interrupted: ' : ''}${counts}\n`
}
