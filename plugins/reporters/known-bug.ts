import type { ScenarioResult } from '../../src/plugin.ts'
import { placeIn, shownPlace } from './place.ts'

/** `expectation-not-met at scenarios/echo.yaml:7:5, https://example.com/issues/7`; empty without a known bug. */
export function knownBugLine(result: ScenarioResult): string {
  const { knownBug } = result
  if (knownBug === undefined) return ''
  const { failure, url } = knownBug
  const place = failure.span === undefined ? '' : ` at ${shownPlace(placeIn(failure, result))}`
  return `${failure.code}${place}${url === undefined ? '' : `, ${url}`}`
}

/** A result as if its known bug were none, for the full report of it. */
export function failureOfBug({ knownBug, ...result }: ScenarioResult): ScenarioResult | undefined {
  return knownBug === undefined ? undefined : { ...result, status: 'failed', failure: knownBug.failure }
}
