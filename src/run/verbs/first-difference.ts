/** The first line at which two texts differ. */
export interface FirstDifference {
  /** Counted from 1. */
  readonly line: number
  /** How many lines were expected. */
  readonly lines: number
  /** That line of either, without its end; empty where a text has ended. */
  readonly expected: string
  readonly received: string
}

/** Undefined for equal texts. */
export function firstDifference(expected: string, received: string): FirstDifference | undefined {
  if (expected === received) return undefined
  const wanted = linesOf(expected)
  const came = linesOf(received)
  let at = 0
  while (at < wanted.length && at < came.length && wanted[at] === came[at]) at += 1
  // Where only the end of a line differs, as CR LF and LF do, that end is shown.
  const [one = '', other = ''] = [wanted[at], came[at]]
  const same = withoutEnd(one) === withoutEnd(other)
  return {
    line: at + 1,
    lines: Math.max(1, wanted.length),
    expected: same ? one : withoutEnd(one),
    received: same ? other : withoutEnd(other),
  }
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []
const withoutEnd = (line: string): string => line.replace(/\r?\n$/, '')
