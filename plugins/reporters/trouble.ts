import { allPrintable, coloursFor, printing } from '../../src/plugin.ts'
import type { Problem, ScenarioResult, Terminal } from '../../src/plugin.ts'

/** Everything there is to say about a result that did not pass, as a person reads it; ends with a newline. */
export async function describe(told: ScenarioResult, terminal: Terminal): Promise<string> {
  const result = allPrintable(told)
  const [{ printDifference, printFailure, printProblem }, colours] = await Promise.all([
    printing(),
    coloursFor(terminal.color),
  ])
  const sourceOf = (file: string) => result.sources.get(file)
  const { comparison, failure } = result
  const parts = result.problems.map((problem) => printProblem(problem, sourceOf, colours, terminal.columns))
  if (comparison?.outcome === 'differs' && failure?.code === 'transcript-differs') {
    parts.push(
      `${colours.bold(result.file)}  ${colours.red('failed transcript-differs')}\n  ${colours.bold(failure.message)}`,
      printDifference(comparison.difference, colours, terminal.columns),
      `  ${colours.cyan('help:')} ${failure.hint}${comparison.newFile === undefined ? '' : ` (${comparison.newFile})`}`,
    )
  } else if (failure !== undefined) {
    const printed = printFailure(failure, result.sources, colours, terminal.columns)
    parts.push(failure.span === undefined ? `${colours.bold(result.file)}  ${printed}` : printed)
  }
  if (result.recording !== undefined && failure !== undefined)
    parts.push(
      colours.dim(`  recording: ${result.recording}${result.kept === undefined ? '' : `, files: ${result.kept}`}`),
    )
  return `${parts.join('\n\n')}\n`
}

/** Warnings of a result, or problems of no one scenario; empty when there are none. */
export async function describeProblems(
  problems: readonly Problem[],
  sources: ScenarioResult['sources'],
  terminal: Terminal,
): Promise<string> {
  if (problems.length === 0) return ''
  const [{ printProblem }, colours] = await Promise.all([printing(), coloursFor(terminal.color)])
  return problems
    .map((problem) => `${printProblem(problem, (file) => sources.get(file), colours, terminal.columns)}\n`)
    .join('\n')
}
