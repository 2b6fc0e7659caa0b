import type { BrowserContextOptions, Locator } from 'playwright-core'
import { packed } from '../../../src/page-file/packed.ts'
import type { Replay } from '../../../src/model/replay.ts'
import type { ReportSource } from '../../../src/model/report-page.ts'
import { entry, indexOf } from '../made.ts'
import { reportOpener, type OpenReport } from '../open-report.ts'

/** A scenario of ten lines whose steps stand at lines 5 and following, as `madeSteps` has them. */
const usual: ReportSource = {
  file: 'scenarios/made.yaml',
  text: ['scenario: Made', 'actors:', '  a: program', 'steps:', ...'12345']
    .map((line, index) => (index < 4 ? line : `  - send: { a: ${line} }`))
    .join('\n'),
}

interface More {
  readonly sources?: readonly ReportSource[]
  /** Behind the scenario in the address, such as `t=5`. */
  readonly hash?: string
  readonly context?: BrowserContextOptions
}

/** A report of one scenario, opened at its replay. Call it once, at the top of a file. */
export function replayOpener(): (replay: Replay, more?: More) => Promise<OpenReport & { readonly replay: Locator }> {
  const open = reportOpener()
  return async (replay, { sources = [usual], hash = '', context = {} } = {}) => {
    const runs = [{ status: replay.verdict?.status ?? 'passed', duration: 12, replay: packed(replay) }]
    const opened = await open({
      index: indexOf([entry({ id: 'one', detail: true })]),
      scenarios: { 0: { id: 'one', sources, runs, problems: [] } },
      hash: `scenario=one&tab=replay${hash === '' ? '' : `&${hash}`}`,
      context: { viewport: { width: 1600, height: 900 }, ...context },
    })
    const shown = opened.page.locator('.replay')
    await shown.waitFor()
    return { ...opened, replay: shown }
  }
}

/** The texts of elements, without blanks at their ends. */
export const textsOf = async (elements: Locator): Promise<string[]> =>
  (await elements.allTextContents()).map((text) => text.trim())
