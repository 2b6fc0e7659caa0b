import { counted, type CrashMatrix, type CrashRow, type ScenarioResult } from '../../src/plugin.ts'
import { placeIn, shownPlace } from './place.ts'

type Attempt = NonNullable<ScenarioResult['earlier']>[number]

/** An attempt before the last as a result of its own, for the reports that a failure has. */
export function asResult(result: ScenarioResult, attempt: Attempt): ScenarioResult {
  const { file, variant, title, attempts, sources } = result
  const named = variant === undefined ? { file } : { file, variant }
  return { ...named, title, attempts, sources, problems: [], warnings: [], ...attempt }
}

/** The attempts before the last as results, oldest first. */
export const earlierResults = (result: ScenarioResult): readonly ScenarioResult[] =>
  (result.earlier ?? []).map((attempt) => asResult(result, attempt))

/** `attempt 1 of 2 failed: expectation-not-met at scenarios/echo.yaml:7:5: “client” did not print “Hello”`, for each that did not pass. */
export const attemptLines = (result: ScenarioResult): readonly string[] =>
  earlierResults(result).map((one, index) => {
    const at = `attempt ${index + 1} of ${result.attempts} ${one.failure?.code === 'interrupted' ? 'interrupted' : one.status}`
    return one.failure === undefined ? at : `${at}: ${failureLine(one)}`
  })

/** `2 of 100 runs did not pass (1 failed, 1 broken)`; undefined for a scenario that was to run once. */
export function runsLine({ repeats, shaken, failure }: ScenarioResult): string | undefined {
  if (shaken !== undefined) return failure?.code === 'interrupted' ? shakenBefore(shaken) : shakenLine(shaken)
  if (repeats === undefined) return undefined
  const { runs, failed, broken } = repeats
  if (runs === 0) return 'no run has ended'
  if (failed + broken === 0 && failure?.code === 'interrupted') return `${counted(runs, 'run')} passed before`
  if (failed + broken === 0) return `${counted(runs, 'run')}, all passed`
  const parts = [...(failed > 0 ? [`${failed} failed`] : []), ...(broken > 0 ? [`${broken} broken`] : [])]
  return `${failed + broken} of ${counted(runs, 'run')} did not pass (${parts.join(', ')})`
}

type Shaken = NonNullable<ScenarioResult['shaken']>

/** `100 runs shaken, seed 42`. */
const runsShaken = ({ runs, seed }: Shaken): string =>
  `${counted(runs, 'run')} shaken${seed === undefined ? '' : `, seed ${seed}`}`

function shakenBefore(shaken: Shaken): string {
  if (shaken.crashes === undefined) return `${runsShaken(shaken)}, and nothing found before`
  return shaken.crashes.rows.length === 0 ? 'no connection was broken before' : `before: ${brokenLine(shaken.crashes)}`
}

/** `100 runs shaken, seed 42: the same each time`. */
function shakenLine(shaken: Shaken): string {
  const { runs, streams, found, crashes } = shaken
  const what = runsShaken(shaken)
  if (crashes !== undefined) return brokenLine(crashes)
  if (runs === 0) return 'fails through wires alone, before anything is done to it'
  if (found !== undefined) return `${what}: run ${found} differed`
  return streams === 0 ? `${what}; no stream leads through a wire` : `${what}: the same each time`
}

/** `32 runs with a broken connection: 7 failed`. */
function brokenLine({ rows }: CrashMatrix): string {
  const count = (some: readonly CrashRow[]): number => some.reduce((sum, row) => sum + row.runs.length, 0)
  const [all, wrong] = [count(rows), count(rows.filter((row) => row.wrong !== undefined))]
  const what = `${counted(all, 'run')} with a broken connection`
  if (all === 0) return 'no connection that could be broken leads through a wire'
  return wrong === 0 ? `${what}: no actor crashed or hung` : `${what}: ${wrong} failed`
}

/** Lines beneath a result that was run more than once: how often, what failed before, and where it is recorded; else empty. */
export function triesText(result: ScenarioResult, indent = '  '): string {
  const runs = runsLine(result)
  const attempts = attemptLines(result).flatMap((line, index) => {
    const recording = result.earlier?.[index]?.recording
    return recording === undefined ? [line] : [line, `  recording: ${recording}`]
  })
  return [...(runs === undefined ? [] : [runs]), ...attempts].map((line) => `${indent}${line}\n`).join('')
}

function failureLine(result: ScenarioResult): string {
  const { failure } = result
  if (failure === undefined) return ''
  const place = failure.span === undefined ? '' : ` at ${shownPlace(placeIn(failure, result))}`
  return `${failure.code}${place}: ${failure.message}`
}
