import type { ScenarioResult } from '../../src/plugin.ts'
import { describe } from './trouble.ts'

/** What did not pass as plain text for a document: no colours, no line end behind it. */
export async function paragraph(result: ScenarioResult): Promise<string> {
  return (await describe(result, { isTTY: false, color: false, columns: 100 })).trimEnd()
}
