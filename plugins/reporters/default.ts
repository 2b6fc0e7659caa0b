import { coloursFor, loadMatrix, monotonicNow, nameOf, outcomeOf, seconds, summaryLine } from '../../src/plugin.ts'
import type { Colours, Outcome, Progress, ScenarioResult, Summary, Terminal } from '../../src/plugin.ts'
import { failureOfBug, knownBugLine } from './known-bug.ts'
import { inUseLines } from './in-use.ts'
import { matrixResults, type MatrixResults } from './matrix.ts'
import { createRecap, type Recap } from './recap.ts'
import { wasRunOften } from './run-status.ts'
import { createRunning, type Running } from './running.ts'
import { createStatusLine, type StatusLine } from './status-line.ts'
import { stillRunning } from './still-running.ts'
import { withTicks } from './ticks.ts'
import { createWatching, type Watching } from './watching.ts'

/**
 * For people. On a terminal a single scenario is watched row by row and many have a line of progress; elsewhere a line each. With
 * `--verbose` all are watched, also where there is no terminal.
 */
export async function* report(progress: AsyncIterable<Progress>, terminal: Terminal): AsyncIterable<string> {
  const colours = await coloursFor(terminal.color)
  const running = createRunning(monotonicNow)
  const view: View = {
    terminal,
    colours,
    running,
    status: createStatusLine(terminal, colours, running),
    watching: createWatching(terminal, colours),
    recap: createRecap(terminal, colours),
    matrix: matrixResults(),
    selected: 0,
  }
  const { status, watching } = view
  const inUse = inUseLines(colours)
  const still = stillRunning(terminal, colours, running, { now: monotonicNow, wanted: () => view.selected > 1 })
  const every = () => soonest([watching, inUse, status, still])
  for await (const update of withTicks(progress, every)) {
    if (update === 'tick') {
      const lines = inUse.tick() + still.tick()
      yield lines === '' ? watching.tick() + status.changed() : `${status.clear()}${lines}${status.again()}`
    } else if (update.type === 'in-use') inUse.update(update)
    else yield await textFor(update, view)
  }
}

/** What the parts of the report share. */
interface View {
  readonly terminal: Terminal
  readonly colours: Colours
  readonly running: Running
  readonly status: StatusLine
  readonly watching: Watching
  readonly recap: Recap
  readonly matrix: MatrixResults
  selected: number
}

async function textFor(update: Exclude<Progress, { type: 'in-use' }>, view: View): Promise<string> {
  const { colours, running, status, watching, recap, matrix } = view
  matrix.update(update)
  switch (update.type) {
    case 'suite-begun':
      view.selected = update.files
      status.begin(update)
      watching.begin(update)
      return shardLine(update, colours) + orderLine(update, colours)
    case 'scenario-begun':
      running.started(update)
      return (watching.watches ? watching.started(update) : '') + status.changed()
    case 'row':
      return watching.row(update)
    case 'waiting':
      return watching.waits(update)
    case 'scenario-ended':
      running.ended(nameOf(update.result))
      recap.add(update.result)
      return ended(update.result, view)
    case 'suite-ended':
      return suiteEnded(update.summary, view)
  }
}

function orderLine({ seed, files }: Extract<Progress, { type: 'suite-begun' }>, colours: Colours): string {
  return seed === undefined || files < 2 ? '' : `${colours.dim(`random order: --shuffle --seed ${seed}`)}\n\n`
}

function shardLine({ shard, files }: Extract<Progress, { type: 'suite-begun' }>, colours: Colours): string {
  if (shard === undefined || files === 0) return ''
  const { index, total, of, timed } = shard
  const how = timed === true ? ', by their timings' : ''
  return colours.dim(`shard ${index}/${total}: ${files} of ${of} ${of === 1 ? 'scenario' : 'scenarios'}${how}`) + '\n\n'
}

const soonest = (parts: readonly { every(): number | undefined }[]): number | undefined => {
  const times = parts.flatMap((part) => part.every() ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

/** On a terminal, so many scenarios that pass are only counted: their lines would move everything else away. */
const counted = 50

async function ended(result: ScenarioResult, view: View): Promise<string> {
  const { terminal, colours, status, watching, selected } = view
  const rows = watching.ended(nameOf(result))
  const outcome = outcomeOf(result)
  status.ended(outcome === 'passed' || outcome === 'skipped' || outcome === 'flaky')
  const tries = await triesOf(result, colours)
  const details = await detailsOf(result, terminal)
  const line = verdictLine(result, colours)
  const isPlain = outcome === 'passed' && `${rows}${tries}${details}${remark(result, colours)}` === ''
  if (isPlain && terminal.isTTY && selected > counted) return status.changed()
  return `${status.clear()}${rows}${line}\n${tries}${details}${status.again()}`
}

async function suiteEnded(summary: Summary, view: View): Promise<string> {
  const { terminal, colours, status, recap, selected, matrix } = view
  let text = status.clear()
  if (summary.problems.length > 0) {
    const { describeProblems } = await import('./trouble.ts')
    const problems = await describeProblems(summary.problems, new Map(), terminal)
    text += selected > 0 ? recap.paragraph(problems) : problems
  }
  // Nothing was selected, and the reason has been printed.
  if (selected === 0 && summary.problems.length > 0) return text
  const table = await matrixText(matrix, terminal, colours)
  if (table !== '') text += recap.paragraph(table)
  if (selected > 1) text += recap.text(selected)
  const line = summaryLine(summary, selected)
  const brush = summary.exitCode === 0 ? colours.green : colours.red
  return `${text}${selected === 1 ? '' : '\n'}${summary.interrupted ? `${colours.yellow('interrupted:')} ` : ''}${brush(line)}\n`
}

const signs: Readonly<Record<Outcome, readonly [string, keyof Pick<Colours, 'green' | 'red' | 'yellow'>]>> = {
  passed: ['✓', 'green'],
  flaky: ['≈', 'yellow'],
  failed: ['✗', 'red'],
  broken: ['!', 'red'],
  invalid: ['✗', 'red'],
  skipped: ['-', 'yellow'],
}

/** A sign for each scenario with each value of a matrix; empty without one. */
async function matrixText(matrix: MatrixResults, { columns, verbose }: Terminal, colours: Colours): Promise<string> {
  const tables = await matrix.tables()
  if (tables.length === 0) return ''
  const { matrixLines } = await loadMatrix()
  const cell = (outcome: Outcome | undefined): string => (outcome === undefined ? '' : signs[outcome][0])
  const paint = (sign: string, outcome: Outcome | undefined): string =>
    outcome === undefined ? sign : colours[signs[outcome][1]](sign)
  const printing = { width: columns, most: verbose === true ? Infinity : scenariosShown, cell, paint }
  return tables.map((table) => `${matrixLines(table, printing).join('\n')}\n`).join('\n')
}

/** So many scenarios of a matrix are shown, and all that did not pass with every value. */
const scenariosShown = 30

const timed: ReadonlySet<Outcome> = new Set(['passed', 'flaky', 'failed'])

function verdictLine(result: ScenarioResult, colours: Colours): string {
  const outcome = outcomeOf(result)
  const [sign, brush] = signs[outcome]
  const { knownBug } = result
  const ran = timed.has(outcome) ? colours.dim(` (${seconds(result.duration)})`) : ''
  const bug = knownBug === undefined ? '' : ` ${colours.yellow('known bug')}`
  const word =
    outcome === 'passed' ? bug : ` ${colours[brush](result.failure?.code === 'interrupted' ? 'interrupted' : outcome)}`
  const name = nameOf(result)
  const named = result.title === result.file ? name : `${name}  ${colours.dim(result.title)}`
  return `${colours[brush](sign)} ${named}${word}${ran}${remark(result, colours)}`
}

function remark(result: ScenarioResult, colours: Colours): string {
  const { skipped, comparison, knownBug } = result
  if (skipped !== undefined) return `: ${skipped}`
  if (knownBug !== undefined) return `\n  ${knownBugLine(result)}`
  if (comparison?.outcome === 'recorded') return `\n  ${colours.cyan('recorded')} ${comparison.file} for the first time`
  return comparison?.outcome === 'updated' ? `\n  ${colours.cyan('updated')} ${comparison.file}` : ''
}

/** Beneath the name of a scenario that was run more than once: how often, and which attempts did not pass. */
async function triesOf(result: ScenarioResult, colours: Colours): Promise<string> {
  if (!wasRunOften(result)) return ''
  const { triesText } = await import('./attempts.ts')
  return triesText(result).replace(/^.+$/gm, colours.dim)
}

async function detailsOf(result: ScenarioResult, terminal: Terminal): Promise<string> {
  const trouble = !['passed', 'flaky', 'skipped'].includes(outcomeOf(result))
  const verbose = terminal.verbose === true
  const bug = verbose ? failureOfBug(result) : undefined
  const earlier = verbose && result.earlier !== undefined ? (await import('./attempts.ts')).earlierResults(result) : []
  const shown = [...earlier, ...(trouble ? [result] : []), ...(bug === undefined ? [] : [bug])]
  if (shown.length === 0 && result.warnings.length === 0) return describedRuns(result, terminal)
  const { describe, describeProblems } = await import('./trouble.ts')
  const warnings = await describeProblems(result.warnings, result.sources, terminal)
  let details = ''
  for (const one of shown) details += `${await describe(one, terminal)}\n`
  return `\n${warnings === '' ? '' : `${warnings}\n`}${details}${await describedRuns(result, terminal)}`
}

/** How runs of it that did not pass differ from those that passed, and what became of its actors when connections were broken. */
async function describedRuns(result: ScenarioResult, terminal: Terminal): Promise<string> {
  if (result.forensics === undefined && result.shaken?.crashes === undefined) return ''
  const { describeRuns } = await import('./runs-compared.ts')
  return `${await describeRuns(result, terminal)}\n`
}
