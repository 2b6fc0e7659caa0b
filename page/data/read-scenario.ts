import type { ReportScenario } from '../../src/model/report-page.ts'
import { fromBase64 } from './base64.ts'

/**
 * What the page has of one scenario, by its place in the index: JSON, packed by gzip and written in base64. Undefined where it has
 * nothing of it; while the file is still being read, it waits for it. Rejects where the text is damaged.
 */
export async function readScenario(document: Document, place: number): Promise<ReportScenario | undefined> {
  const text = (await wholeElement(document, `scenario-${place}`))?.textContent
  if (text === undefined || text.trim() === '') return undefined
  const unpacked = new Blob([fromBase64(text.trim())]).stream().pipeThrough(new DecompressionStream('gzip'))
  return (await new Response(unpacked).json()) as ReportScenario
}

/** The element of this name as soon as it is whole, or null where the document ends without it. */
function wholeElement(document: Document, id: string): Promise<HTMLElement | null> {
  return new Promise((resolve) => {
    const look = (): void => {
      const element = document.getElementById(id)
      // Before something stands behind it, its text may still grow.
      if (document.readyState === 'loading' && (element === null || element.nextSibling === null)) return
      observer.disconnect()
      document.removeEventListener('readystatechange', look)
      resolve(element)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true })
    document.addEventListener('readystatechange', look)
    look()
  })
}
