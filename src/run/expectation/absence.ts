import type { CompiledAbsence } from '../../model/matcher.ts'
import { notYet, violated, type ExpectationRun, type Look } from './expectation-run.ts'
import { restSpot, spotOf } from './spot.ts'

/** `not` with a time: broken by what must not come. That its time is over is decided by the timer of its step, never by a look. */
export function lookForAbsence(run: ExpectationRun, { unwanted }: CompiledAbsence): Look {
  const found = spotOf(run, unwanted) ?? (run.over === true ? restSpot(run, unwanted) : undefined)
  return found === undefined ? notYet : violated(`“${found.text}” came`)
}

/** Milliseconds for which an expectation wants that something does not come; undefined for one that is met by what comes. */
export function quietTime({ compiled }: Pick<ExpectationRun, 'compiled'>): number | undefined {
  return compiled.on === 'silence' || compiled.on === 'absence' ? compiled.milliseconds : undefined
}
