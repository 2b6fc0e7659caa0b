import { loadMatrix, outcomeOf } from '../../src/plugin.ts'
import type { MatrixCell, MatrixTable, Progress } from '../../src/plugin.ts'

/** What scenarios came to with each value of a matrix, without keeping their results. */
export interface MatrixResults {
  update(update: Progress): void
  /** A table for scenarios that use the same names; none without a matrix. */
  tables(): Promise<readonly MatrixTable[]>
}

export function matrixResults(): MatrixResults {
  const cells: MatrixCell[] = []
  let values: Readonly<Record<string, readonly string[]>> = {}
  return {
    update(update) {
      if (update.type === 'suite-begun') values = update.matrix ?? {}
      if (update.type !== 'scenario-ended') return
      const { file, variant } = update.result
      if (variant?.matrix !== undefined) cells.push({ file, variant, outcome: outcomeOf(update.result) })
    },
    async tables() {
      return cells.length === 0 ? [] : (await loadMatrix()).matrixTables(cells, values)
    },
  }
}
