import { receivedLine, outcomeOf, plain } from '../../src/plugin.ts'
import type { Failure, MatrixTable, Problem, Progress, ScenarioResult, Summary } from '../../src/plugin.ts'
import { asResult } from './attempts.ts'
import { matrixResults } from './matrix.ts'
import { placeIn } from './place.ts'
import { rounded, statusOf } from './run-status.ts'

/** Of this document; a change that readers must know of raises it. */
export const jsonVersion = 1

/** One JSON document with every result; durations are milliseconds. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const scenarios: object[] = []
  const matrix = matrixResults()
  for await (const update of progress) {
    matrix.update(update)
    if (update.type === 'scenario-ended') scenarios.push(scenarioOf(update.result))
    if (update.type === 'suite-ended')
      yield `${JSON.stringify(documentOf(update.summary, scenarios, await matrix.tables()), null, 2)}\n`
  }
}

function documentOf(summary: Summary, scenarios: readonly object[], matrix: readonly MatrixTable[]): object {
  const { duration, merged, seed, interrupted, problems, exitCode } = summary
  return {
    version: jsonVersion,
    status: statusOf(summary),
    duration: rounded(duration),
    merged: merged && { runs: merged.runs, duration: rounded(merged.duration) },
    counts: countsOf(summary),
    // Of a run in random order (--shuffle); the same seed gives the same order.
    seed,
    interrupted,
    exitCode,
    problems: problems.map(({ code, message, hint, severity = 'error' }) => ({ code, message, hint, severity })),
    // Of scenarios that run with values of a matrix: null for what has not run.
    matrix: matrix.length === 0 ? undefined : matrix,
    scenarios,
  }
}

/** How many scenarios came to what. */
const countsOf = ({ passed, knownBugs, flaky, failed, broken, skipped, invalid }: Summary) => ({
  passed,
  knownBugs,
  flaky,
  failed,
  broken,
  skipped,
  invalid,
})

function scenarioOf(result: ScenarioResult): object {
  const { failure, problems, comparison, knownBug } = result
  const [first] = problems
  const problem = first === undefined ? failure : undefined
  return {
    file: result.file,
    variant: result.variant,
    title: result.title,
    status: outcomeOf(result),
    duration: rounded(result.duration),
    attempts: result.attempts,
    earlier: result.earlier?.map((attempt) => attemptOf(asResult(result, attempt))),
    repeats: result.repeats,
    shaken: result.shaken,
    forensics: result.forensics,
    problem:
      problem === undefined ? (first === undefined ? undefined : problemOf(first, result)) : failureOf(problem, result),
    // Only an invalid file has more than one.
    problems: problems.length > 1 ? problems.map((each) => problemOf(each, result)) : undefined,
    knownBug: knownBug === undefined ? undefined : { url: knownBug.url, ...failureOf(knownBug.failure, result) },
    skipped: result.skipped,
    comparison: comparison?.outcome,
    difference: comparison?.outcome === 'differs' ? comparison.difference : undefined,
    warnings: result.warnings.length === 0 ? undefined : result.warnings.map((each) => problemOf(each, result)),
    transcript: result.transcriptFile,
    recording: result.recording,
  }
}

/** An attempt before the last, in the words of a scenario. */
function attemptOf(result: ScenarioResult): object {
  const { failure, comparison } = result
  return {
    status: result.status,
    duration: rounded(result.duration),
    problem: failure === undefined ? undefined : failureOf(failure, result),
    comparison: comparison?.outcome,
    difference: comparison?.outcome === 'differs' ? comparison.difference : undefined,
    recording: result.recording,
  }
}

function problemOf(problem: Problem, result: ScenarioResult): object {
  const { file, line, column } = placeIn(problem, result)
  return { code: problem.code, message: problem.message, hint: problem.hint, file, line, column }
}

function failureOf(failure: Failure, result: ScenarioResult): object {
  return {
    ...problemOf(failure, result),
    step: failure.verb === undefined ? undefined : placeIn(failure, result).written,
    lane: failure.lane,
    wanted: failure.wanted,
    received: failure.received?.map((row) => receivedLine(row, plain).text),
    nearest: failure.nearest?.text,
    round: failure.round,
    differs: failure.nearest?.differs,
    why: failure.why,
    insteadOf: failure.insteadOf,
    meanwhile: failure.meanwhile?.map(({ name, rows }) => ({
      name,
      printed: rows.map((row) => receivedLine(row, plain).text),
    })),
    actors: failure.actors,
  }
}
