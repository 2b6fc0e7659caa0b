import type { ReportIndex } from '../../src/model/report-page.ts'

/** The table of all scenarios, which stands in the document; undefined where the page was given none. */
export function readIndex(document: Document): ReportIndex | undefined {
  const text = document.getElementById('index')?.textContent
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as ReportIndex)
}
