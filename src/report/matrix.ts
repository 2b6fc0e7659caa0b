/** What reporters print of a matrix; loaded when there is one. */
export { matrixTables } from './matrix-table.ts'
export { joined, matrixLines, rowName, shortened } from './matrix-text.ts'
