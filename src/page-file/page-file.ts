import type { ReportIndex, ReportScenario } from '../model/report-page.ts'
import { indexElement, scenarioElement } from './elements.ts'
import { pageTemplate } from './template.ts'

export { packed } from './packed.ts'

/** So many scenarios are compressed at once, while the next one is read. */
const atOnce = 8

/**
 * A report as one HTML file, piece by piece: only a few scenarios are in memory at a time. They come in the order of the index, with
 * undefined for those that it says have no detail. They stand behind the page's program, which lists all scenarios before they are read.
 * Throws where the page has not been built.
 */
export async function* reportPage(
  index: ReportIndex,
  scenarios: AsyncIterable<ReportScenario | undefined>,
  [before, program, behind] = pageTemplate(),
): AsyncIterable<string> {
  yield before
  yield indexElement(index)
  yield program
  const waiting: Promise<string>[] = []
  let position = 0
  for await (const scenario of scenarios) {
    if (scenario !== undefined) waiting.push(scenarioElement(position, scenario))
    position += 1
    if (waiting.length >= atOnce) yield (await waiting.shift()) ?? ''
  }
  for (const element of waiting) yield await element
  yield behind
}
