import type { Scenario } from '../language/scenario.ts'
import { allSteps } from '../language/steps/traits.ts'
import type { Failure, RunResult, ScenarioResult } from '../model/result.ts'
import type { Span } from '../model/span.ts'
import { positionOf } from '../text/position.ts'
import type { Baseline } from './baseline.ts'
import type { Services } from './services.ts'

/** What a scenario says about the failure of a known bug. */
export interface DeclaredBug {
  /** Of `fails`; any code when only a step names the bug. */
  readonly code?: string
  readonly url?: string
  /** Where it is declared first. */
  readonly span: Span
  /** The steps of which one must fail; empty when any may. */
  readonly steps: readonly Span[]
}

/** The known bug of a scenario; undefined for one that must pass. */
export function declaredBug({ fails, steps }: Scenario): DeclaredBug | undefined {
  const marked = [...allSteps(steps)].filter((step) => step['known-bug'] !== undefined).map(({ span }) => span)
  const span = fails?.span ?? marked[0]
  return span === undefined ? undefined : { ...fails, span, steps: marked }
}

/** The code of a bug that only the committed transcript shows. */
const ofTranscript = 'transcript-differs'

/**
 * What a run is compared with: a run with a known bug with nothing, since it ends before its time, unless the bug is that its transcript
 * differs. Then nothing is written: the committed transcript shows what is right.
 */
export function comparedWith(
  bug: DeclaredBug | undefined,
  baseline: Baseline | undefined,
  services: Services,
): { readonly baseline?: Baseline; readonly services: Services } {
  if (bug === undefined) return { ...(baseline === undefined ? {} : { baseline }), services }
  if (bug.code !== ofTranscript || baseline === undefined) return { services }
  const { newFile } = baseline
  const write = () => ({ code: 'cannot-write' as const, message: `${newFile} is not written for a known bug` })
  return {
    baseline: { ...baseline, mode: 'ci', ofBug: true },
    services: { ...services, files: { ...services.files, write, remove: () => undefined } },
  }
}

/** The verdict on a run with a known bug: it passes while it fails as it says, and fails when it passes or fails in another way. */
export function judgedByBug(
  result: ScenarioResult,
  bug: DeclaredBug | undefined,
  seen: RunResult['bugSteps'],
): ScenarioResult {
  if (bug === undefined || !isJudged(result)) return result
  const { failure, ...rest } = result
  if (failure === undefined) return { ...rest, status: 'failed', failure: passedThough(bug, bug.span) }
  const failed = seen?.failed
  const isKnown = (bug.code ?? failure.code) === failure.code && (bug.steps.length === 0 || failed !== undefined)
  const done = seen?.done.find((span) => span !== failed?.span)
  // What fails behind such a step may come of the repair, so both are said.
  if (done !== undefined)
    return { ...rest, status: 'failed', failure: passedThough(bug, done, laterOf(failure, result)) }
  if (!isKnown) return { ...result, failure: { ...failure, insteadOf: descriptionOf(bug, result) } }
  const url = failed?.url ?? bug.url
  return { ...rest, status: 'passed', knownBug: { ...(url === undefined ? {} : { url }), failure } }
}

/** What was broken, skipped or interrupted says nothing about a bug. */
const isJudged = ({ status, failure }: ScenarioResult): boolean =>
  status === 'passed' || (status === 'failed' && failure?.code !== 'interrupted')

function passedThough({ code, steps }: DeclaredBug, span: Span, later?: string): Failure {
  const isStep = steps.includes(span)
  const [what, key] = isStep ? ['the step', 'known-bug'] : ['the scenario', 'fails']
  return {
    code: 'unexpected-pass',
    message: `${what} passes, and “${key}” says that it fails${code === undefined ? '' : ` with ${code}`}`,
    span,
    ...(later === undefined ? {} : { why: later }),
    hint: `if the bug is gone, take “${key}” out: then the scenario must pass, and its transcript is compared`,
  }
}

/** `behind it scenarios/echo.yaml:9 fails with expectation-not-met: …`. */
function laterOf({ code, message, span }: Failure, { sources, file }: ScenarioResult): string {
  const place = span === undefined ? file : placeOf(span, sources)
  return `behind it ${place} fails with ${code}: ${message}`
}

const placeOf = ({ file, start }: Span, sources: ScenarioResult['sources']): string => {
  const source = sources.get(file)
  return source === undefined ? file : `${source.shown}:${positionOf(source.text, start).line}`
}

/** `expectation-not-met, the known bug of scenarios/echo.yaml:7`. */
function descriptionOf({ code = 'a failure', steps, span }: DeclaredBug, { sources }: ScenarioResult): string {
  const places = (steps.length === 0 ? [span] : steps).map((each) => placeOf(each, sources))
  return `${code}, the known bug of ${places.join(' or ')}`
}
