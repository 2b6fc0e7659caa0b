import type { ExpectationRun } from './expectation-run.ts'

/**
 * True when a part of the very thing that an expectation waits for stands at the cursor: some of its bytes, the beginning of a line,
 * or nothing behind the lines of it that have come. Lines that were looked at and rejected are none.
 */
export function isGrowing(run: ExpectationRun): boolean {
  const { compiled, stream, hopeless } = run
  const { window } = stream
  if (['event', 'silence', 'absence', 'screen'].includes(compiled.on)) return false
  if (compiled.on === 'sequence' && run.met > 0 && window.length === 0) return true
  const counts = compiled.on === 'choice' ? compiled.options.filter((option) => option.on === 'bytes') : [compiled]
  if (counts.some((each) => each.on === 'bytes' && hopeless?.has(each) !== true)) return window.length > 0
  return (stream.lastLines(1)[0]?.next ?? window.start) < window.end
}
