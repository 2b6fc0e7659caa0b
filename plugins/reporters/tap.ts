import { receivedLine, nameOf, outcomeOf, plain } from '../../src/plugin.ts'
import type { Problem, Progress, ScenarioResult, Summary } from '../../src/plugin.ts'
import { attemptLines, runsLine } from './attempts.ts'
import { failureOfBug, knownBugLine } from './known-bug.ts'
import { runsLines } from './runs-compared.ts'
import { placeIn } from './place.ts'

/** TAP version 14: a test point a scenario, with a YAML block for what did not pass. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  let planned = 0
  let ended = 0
  for await (const update of progress) {
    if (update.type === 'suite-begun') {
      planned = update.files
      yield `TAP version 14\n1..${update.files}${update.files === 0 ? ' # SKIP no scenario' : ''}\n${update.seed === undefined ? '' : `# random order: --shuffle --seed ${update.seed}\n`}`
    }
    if (update.type === 'scenario-ended') {
      ended += 1
      yield point(ended, update.result, await runsLines(update.result))
    }
    if (update.type === 'suite-ended') yield ending(update.summary, planned - ended)
  }
}

function point(number: number, result: ScenarioResult, compared: readonly string[]): string {
  const outcome = outcomeOf(result)
  const named = `${number} - ${escaped(`${nameOf(result)}: ${result.title}`)}`
  if (outcome === 'skipped') return `ok ${named} # SKIP ${escaped(result.skipped ?? '')}\n`
  const bug = failureOfBug(result)
  if (bug?.failure !== undefined && outcome !== 'flaky') {
    const block = [`duration_ms: ${result.duration.toFixed(3)}`, ...problemLines(bug.failure, bug)]
    return `not ok ${named} # TODO known bug: ${escaped(knownBugLine(result))}\n${yamlBlock(block)}`
  }
  const block = [`duration_ms: ${result.duration.toFixed(3)}`]
  block.push(...triesOf(result), ...(compared.length === 0 ? [] : [`compared: ${JSON.stringify(compared)}`]))
  if (outcome === 'passed') return `ok ${named}\n${yamlBlock(block)}`
  if (outcome === 'flaky') return `ok ${named}\n${yamlBlock(['# flaky', 'status: flaky', ...block])}`
  block.push(`status: ${outcome}`)
  const found: readonly Problem[] =
    outcome === 'invalid' ? result.problems : result.failure === undefined ? [] : [result.failure]
  for (const problem of found.slice(0, 1)) block.push(...problemLines(problem, result))
  return `not ok ${named}\n${yamlBlock(block)}`
}

/** Of a scenario that was run more than once. */
function triesOf(result: ScenarioResult): string[] {
  const runs = runsLine(result)
  const earlier = attemptLines(result)
  return [
    ...(runs === undefined ? [] : [`runs: ${JSON.stringify(runs)}`]),
    ...(result.attempts > 1 && runs === undefined ? [`attempts: ${result.attempts}`] : []),
    ...(earlier.length === 0 ? [] : [`earlier: ${JSON.stringify(earlier)}`]),
  ]
}

function problemLines(problem: Problem, result: ScenarioResult): string[] {
  const { file, line, column } = placeIn(problem, result)
  const lines = [
    `code: ${problem.code}`,
    `message: ${JSON.stringify(problem.message)}`,
    `file: ${JSON.stringify(file)}`,
  ]
  if (line !== undefined) lines.push(`line: ${line}`, `column: ${column}`)
  const { failure } = result
  if (problem !== failure) return lines
  if (failure.wanted !== undefined) lines.push(`wanted: ${JSON.stringify(failure.wanted)}`)
  if (failure.received !== undefined)
    lines.push(`received: ${JSON.stringify(failure.received.map((row) => receivedLine(row, plain).text))}`)
  return lines
}

/** A plan that is not fulfilled reads as a crash, unless the report says that the rest was left out. */
function ending({ problems, interrupted }: Summary, left: number): string {
  const printed = problems.map(({ severity = 'error', code, message }) => `# ${severity} ${code}: ${message}\n`)
  return `${printed.join('')}${bailOut(interrupted, left)}`
}

function bailOut(interrupted: boolean, left: number): string {
  if (interrupted) return 'Bail out! interrupted\n'
  return left > 0 ? `Bail out! the run ended before ${left} more ${left === 1 ? 'scenario' : 'scenarios'}\n` : ''
}

const yamlBlock = (lines: readonly string[]): string => `  ---\n${lines.map((line) => `  ${line}\n`).join('')}  ...\n`

/** In a description `#` begins a directive and a backslash escapes. */
const escaped = (text: string): string => text.replace(/[\\#]/g, '\\$&').replace(/[\r\n]+/g, ' ')
