import { coloursFor, outcomeOf, summaryLine } from '../../src/plugin.ts'
import type { Outcome, Progress, ScenarioResult, Terminal } from '../../src/plugin.ts'
import { describe, describeProblems } from './trouble.ts'

const signs: Readonly<Record<Outcome, string>> = { passed: '.', failed: 'F', broken: 'B', invalid: 'R', skipped: 's' }

/** One character a scenario, then everything that did not pass in full. */
export async function* report(progress: AsyncIterable<Progress>, terminal: Terminal): AsyncIterable<string> {
  const colours = await coloursFor(terminal.color)
  const troubles: ScenarioResult[] = []
  let selected = 0
  let written = 0
  for await (const update of progress) {
    if (update.type === 'suite-begun') selected = update.files
    if (update.type === 'scenario-ended') {
      const outcome = outcomeOf(update.result)
      const fine = outcome === 'passed' || outcome === 'skipped'
      if (!fine) troubles.push(update.result)
      written += 1
      const sign = update.result.knownBug === undefined ? signs[outcome] : 'k'
      yield (fine ? colours.dim : colours.red)(sign) + (written % terminal.columns === 0 ? '\n' : '')
    }
    if (update.type === 'suite-ended') {
      if (written % terminal.columns !== 0) yield '\n'
      for (const result of troubles) yield `\n${await describe(result, terminal)}`
      yield await describeProblems(update.summary.problems, new Map(), terminal)
      yield `\n${summaryLine(update.summary, selected)}\n`
    }
  }
}
