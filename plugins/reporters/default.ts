import { coloursFor, outcomeOf, seconds, summaryLine } from '../../src/plugin.ts'
import type { Colours, Outcome, Progress, ScenarioResult, Terminal } from '../../src/plugin.ts'
import { liveRow } from './live-row.ts'
import { createStatusLine } from './status-line.ts'

/** For people. On a terminal a single scenario is watched row by row and many have a line of progress; elsewhere a line each. */
export async function* report(progress: AsyncIterable<Progress>, terminal: Terminal): AsyncIterable<string> {
  const colours = await coloursFor(terminal.color)
  const status = createStatusLine(terminal, colours)
  let selected = 0
  let row: ReturnType<typeof liveRow> | undefined
  for await (const told of progress) {
    switch (told.type) {
      case 'suite-begun':
        selected = told.files
        status.begin(selected)
        break
      case 'scenario-begun':
        if (terminal.isTTY && selected === 1) {
          row = liveRow(told.lanes, colours, terminal.columns)
          yield `${colours.bold(told.title)} ${colours.dim(told.file)}\n\n`
        } else yield status.started(told.file)
        break
      case 'row':
        if (row !== undefined) yield row(told.row)
        break
      case 'scenario-ended':
        yield status.clear()
        yield `${row === undefined ? '' : '\n'}${verdictLine(told.result, colours)}\n`
        yield await details(told.result, terminal)
        yield status.ended(told.result.file)
        break
      case 'suite-ended': {
        const { summary } = told
        yield status.clear()
        if (summary.problems.length > 0) {
          const { describeProblems } = await import('./trouble.ts')
          yield `${selected > 0 ? '\n' : ''}${await describeProblems(summary.problems, new Map(), terminal)}`
        }
        // Nothing was selected, and why has been said.
        if (selected === 0 && summary.problems.length > 0) break
        const line = summaryLine(summary, selected)
        yield `${selected === 1 ? '' : '\n'}${summary.interrupted ? `${colours.yellow('interrupted:')} ` : ''}${(summary.exitCode === 0 ? colours.green : colours.red)(line)}\n`
      }
    }
  }
}

const signs: Readonly<Record<Outcome, readonly [string, keyof Pick<Colours, 'green' | 'red' | 'yellow'>]>> = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  broken: ['!', 'red'],
  refused: ['✗', 'red'],
  skipped: ['-', 'yellow'],
}

function verdictLine(result: ScenarioResult, colours: Colours): string {
  const outcome = outcomeOf(result)
  const [sign, brush] = signs[outcome]
  const ran = outcome === 'passed' || outcome === 'failed' ? colours.dim(` (${seconds(result.duration)})`) : ''
  const word =
    outcome === 'passed' ? '' : ` ${colours[brush](result.failure?.code === 'interrupted' ? 'interrupted' : outcome)}`
  const named = result.title === result.file ? result.file : `${result.file}  ${colours.dim(result.title)}`
  return `${colours[brush](sign)} ${named}${word}${ran}${remark(result, colours)}`
}

function remark({ skipped, comparison }: ScenarioResult, colours: Colours): string {
  if (skipped !== undefined) return `: ${skipped}`
  if (comparison?.outcome === 'recorded') return `\n  ${colours.cyan('recorded')} ${comparison.file} for the first time`
  return comparison?.outcome === 'updated' ? `\n  ${colours.cyan('updated')} ${comparison.file}` : ''
}

async function details(result: ScenarioResult, terminal: Terminal): Promise<string> {
  const trouble = outcomeOf(result) !== 'passed' && outcomeOf(result) !== 'skipped'
  if (!trouble && result.warnings.length === 0) return ''
  const { describe, describeProblems } = await import('./trouble.ts')
  const warnings = await describeProblems(result.warnings, result.sources, terminal)
  return `\n${warnings === '' ? '' : `${warnings}\n`}${trouble ? `${await describe(result, terminal)}\n` : ''}`
}
