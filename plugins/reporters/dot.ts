import { coloursFor, nameOf, outcomeOf, summaryLine } from '../../src/plugin.ts'
import type { Outcome, Progress, ScenarioResult, Terminal } from '../../src/plugin.ts'
import { wasRunOften } from './run-status.ts'
import { describe, describeProblems } from './trouble.ts'

const signs: Readonly<Record<Outcome, string>> = {
  passed: '.',
  flaky: '≈',
  failed: 'F',
  broken: 'B',
  invalid: 'R',
  skipped: 's',
}

const brushes = {
  passed: 'dim',
  flaky: 'yellow',
  failed: 'red',
  broken: 'red',
  invalid: 'red',
  skipped: 'dim',
} as const satisfies Record<Outcome, string>

/** One character a scenario, then everything that did not pass in full. */
export async function* report(progress: AsyncIterable<Progress>, terminal: Terminal): AsyncIterable<string> {
  const colours = await coloursFor(terminal.color)
  const troubles: ScenarioResult[] = []
  const flaky: ScenarioResult[] = []
  let selected = 0
  let written = 0
  for await (const update of progress) {
    if (update.type === 'suite-begun') selected = update.files
    if (update.type === 'scenario-ended') {
      const outcome = outcomeOf(update.result)
      if (outcome === 'flaky') flaky.push(update.result)
      else if (brushes[outcome] === 'red') troubles.push(update.result)
      written += 1
      const isBug = outcome === 'passed' && update.result.knownBug !== undefined
      yield colours[brushes[outcome]](isBug ? 'k' : signs[outcome]) + (written % terminal.columns === 0 ? '\n' : '')
    }
    if (update.type === 'suite-ended') {
      if (written % terminal.columns !== 0) yield '\n'
      for (const result of troubles) yield `\n${await describe(result, terminal)}${await triesOf(result, terminal)}`
      for (const result of flaky) yield `\n≈ ${nameOf(result)} flaky\n${await triesOf(result, terminal)}`
      yield await describeProblems(update.summary.problems, new Map(), terminal)
      yield `\n${summaryLine(update.summary, selected)}\n`
    }
  }
}

/** What is to be said of a scenario that was run more than once. */
async function triesOf(result: ScenarioResult, terminal: Terminal): Promise<string> {
  if (!wasRunOften(result)) return ''
  const [{ triesText }, { describeRuns }] = await Promise.all([import('./attempts.ts'), import('./runs-compared.ts')])
  return `${triesText(result)}${await describeRuns(result, terminal)}`
}
