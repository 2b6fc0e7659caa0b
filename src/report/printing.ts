/** What makes problems, failures and differences pretty; loaded when there is one to print. */
export { printCrashes } from './crash-matrix.ts'
export { printDifference } from './difference.ts'
export { compareCommand, countsText, firstDifference, printForensics } from './forensics.ts'
export { printFailure } from './failure.ts'
export { printProblem, printProblems } from './problem.ts'
