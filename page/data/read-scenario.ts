import type { ReportScenario } from '../../src/model/report-page.ts'
import { fromBase64 } from './base64.ts'

/**
 * What the page has of one scenario, by its place in the index: JSON, packed by gzip and written in base64. Undefined where it has
 * nothing of it. Rejects where the text is damaged.
 */
export async function readScenario(document: Document, place: number): Promise<ReportScenario | undefined> {
  const text = document.getElementById(`scenario-${place}`)?.textContent
  if (text === undefined || text.trim() === '') return undefined
  const unpacked = new Blob([fromBase64(text.trim())]).stream().pipeThrough(new DecompressionStream('gzip'))
  return (await new Response(unpacked).json()) as ReportScenario
}
