import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { ReportIndex, ReportRun, ReportScenario } from '../model/report-page.ts'
import { escapedUnit } from '../text/data-text.ts'
import { unprintableClass } from '../text/printable.ts'
import { whenUsed } from '../text/when-used.ts'

/** What would end the element, or is invisible; in JSON such a character stands only in texts, where its escape means the same. */
const unsafe = whenUsed(() => new RegExp(`[<${unprintableClass}]`, 'gu'))

/** The table of all scenarios as an element of the page. */
export const indexElement = (index: ReportIndex): string =>
  `<script type="application/json" id="index">${inElement(JSON.stringify(index))}</script>\n`

const inElement = (json: string): string =>
  json.replace(unsafe(), (found) =>
    Array.from({ length: found.length }, (_, at) => escapedUnit(found[at] ?? '')).join(''),
  )

/** Characters of JSON up to which it takes less time to compress it at once than to hand it to another thread. */
const short = 64 * 1024
const onThread = promisify(gzip)

/** What the page shows of the nth scenario as an element that holds no more than letters and digits: base64 of gzip of JSON. */
export async function scenarioElement(position: number, scenario: ReportScenario): Promise<string> {
  const json = jsonOf(scenario)
  const bytes = json.length <= short ? gzipSync(json) : await onThread(json)
  return `<script type="text/plain" id="scenario-${position}">${bytes.toString('base64')}</script>\n`
}

/** What was said may be longer than a text can be: then the page says so of this scenario, and has all others. */
function jsonOf(scenario: ReportScenario): string {
  try {
    return JSON.stringify(scenario)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return JSON.stringify({ ...scenario, runs: scenario.runs.map(withoutConversation) })
  }
}

function withoutConversation({
  replay: _replay,
  transcripts: _transcripts,
  difference: _difference,
  ...run
}: ReportRun): ReportRun {
  return { ...run, noReplay: 'it is too long for a page: “scenario render --to svg --steps 1..20” draws a part of it' }
}
