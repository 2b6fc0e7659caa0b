/** What makes problems, failures and differences pretty; loaded when there is one to print. */
export { printDifference } from './difference.ts'
export { printFailure } from './failure.ts'
export { printProblem, printProblems } from './problem.ts'
