import { allPrintable, coloursFor, nameOf, placeOf, printing, variantText } from '../../src/plugin.ts'
import type { Colours, Problem, ScenarioResult, Terminal } from '../../src/plugin.ts'

/** The full text about a result that did not pass, for a person; ends with a newline. */
export async function describe(unsafe: ScenarioResult, terminal: Terminal): Promise<string> {
  const result = allPrintable(unsafe)
  const [{ printDifference, printFailure, printProblems }, colours] = await Promise.all([
    printing(),
    coloursFor(terminal.color),
  ])
  const sourceOf = (file: string) => result.sources.get(file)
  const { comparison, failure } = result
  const { columns, verbose: full = false } = terminal
  const parts: string[] = []
  if (result.problems.length > 0)
    parts.push(printProblems(result.problems, sourceOf, colours, { columns, full }).trimEnd())
  if (comparison?.outcome === 'differs' && failure?.code === 'transcript-differs')
    parts.push(...differing(result, comparison, { printDifference, colours, terminal }))
  else if (failure !== undefined) {
    const printed = printFailure(failure, result.sources, colours, columns, {
      full,
      variant: variantText(result.variant),
    })
    parts.push(failure.span === undefined ? `${colours.bold(nameOf(result))}  ${printed}` : printed)
    // It is the reason of this failure.
    if (comparison?.outcome === 'differs')
      parts.push(printDifference(comparison.difference, colours, { columns, full, names: asItIs }))
  }
  if (result.recording !== undefined && failure !== undefined)
    parts.push(
      colours.dim(
        `  recording: ${result.recording}${result.kept === undefined ? '' : `\n  files:     ${result.kept}`}`,
      ),
    )
  return `${parts.join('\n\n')}\n`
}

/** The two runs of a scenario that was shaken. */
const asItIs = { expected: 'expected (the run to which nothing was done)', received: 'received (this run)' }

type Differs = Extract<NonNullable<ScenarioResult['comparison']>, { outcome: 'differs' }>

/** A run that passed, and differs from its transcript. */
function differing(
  result: ScenarioResult,
  comparison: Differs,
  {
    printDifference,
    colours,
    terminal,
  }: Pick<Awaited<ReturnType<typeof printing>>, 'printDifference'> & {
    readonly colours: Colours
    readonly terminal: Terminal
  },
): string[] {
  const { failure } = result
  if (failure === undefined) return []
  const place = failure.span && placeOf(failure.span, (file) => result.sources.get(file))
  const hint = `${failure.hint}${comparison.newFile === undefined ? '' : ` (${comparison.newFile})`}`
  return [
    `${colours.bold(nameOf(result))}  ${colours.red('failed transcript-differs')}\n  ${colours.bold(failure.message)}`,
    printDifference(comparison.difference, colours, {
      columns: terminal.columns,
      hint,
      full: terminal.verbose === true,
      ...(place === undefined ? {} : { place }),
    }),
  ]
}

/** Warnings of a result, or problems of no one scenario; empty when there are none. */
export async function describeProblems(
  problems: readonly Problem[],
  sources: ScenarioResult['sources'],
  terminal: Terminal,
): Promise<string> {
  if (problems.length === 0) return ''
  const [{ printProblems }, colours] = await Promise.all([printing(), coloursFor(terminal.color)])
  const { columns, verbose: full = false } = terminal
  return printProblems(problems, (file) => sources.get(file), colours, { columns, full })
}
