import type { ReportScenario } from '../../src/model/report-page.ts'

/**
 * What the page has of one scenario, by its place in the index: JSON, packed by gzip and written in base64. Undefined where it has
 * nothing of it. Rejects where the text is damaged.
 */
export async function readScenario(document: Document, place: number): Promise<ReportScenario | undefined> {
  const text = document.getElementById(`scenario-${place}`)?.textContent
  if (text === undefined || text.trim() === '') return undefined
  const packed = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0))
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  return (await new Response(unpacked).json()) as ReportScenario
}
