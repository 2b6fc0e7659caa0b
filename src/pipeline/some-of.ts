import type { Problem } from '../model/problem.ts'

/** So many problems of one file are enough to begin with; each is shown with its lines, and a generated file may have any number. */
const mostShown = 100

/** The first problems, of which the last counts the others. */
export function someOf(problems: readonly Problem[]): readonly Problem[] {
  const last = problems[mostShown - 1]
  if (last === undefined || problems.length === mostShown) return problems
  const more = `${problems.length - mostShown} more like it or other ones are not shown`
  return [
    ...problems.slice(0, mostShown - 1),
    { ...last, hint: last.hint === undefined ? more : `${last.hint}; ${more}` },
  ]
}
