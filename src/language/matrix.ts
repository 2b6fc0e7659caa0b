import type { Problem } from '../model/problem.ts'
import type { Placeholder } from '../model/yaml-node.ts'
import { didYouMean } from '../text/suggest.ts'

/** What variables that a matrix gives begin with. */
export const matrixPrefix = 'matrix.'

/** True for the name of a variable that a matrix gives. */
export const isOfMatrix = (variable: string): boolean => variable.startsWith(matrixPrefix)

/** A value of a matrix that has no such name; `known` are the names that it has, as `matrix.impl`. */
export function notInMatrix({ name, span }: Placeholder, known: Iterable<string>): Problem {
  const own = name.slice(matrixPrefix.length)
  const names = [...known].filter(isOfMatrix)
  return {
    code: 'unknown-variable',
    message: `the matrix has no “${own}”`,
    span,
    hint:
      didYouMean(name, names, 'it has') ??
      `give its values: --matrix ${own}=one,two, or “matrix: { ${own}: [one, two] }” in the configuration`,
  }
}
