import { expect } from 'vitest'
import { describe as described } from '../../plugins/reporters/trouble.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { widthOf } from '../../src/text/wrap.ts'

const terminal = { isTTY: false, color: false, columns: 100 }
/** The verdict's line, blanks and the summary stand around what is described. */
const around = 5

/** A person sees all of it at once, on a terminal of 40 rows and 100 columns. */
export function expectOneScreen(printed: string, rows = 40 - around): void {
  const lines = printed.trimEnd().split('\n')
  expect(lines.length, printed).toBeLessThanOrEqual(rows)
  for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(100)
}

/** What the default reporter says of a result. */
export const report = (result: ScenarioResult): Promise<string> => described(result, terminal)
