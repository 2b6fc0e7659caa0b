import { existsSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { buildPage } from '../../build/page.mjs'
import type { ReportIndex, ReportScenario } from '../../src/model/report-page.ts'

/** Debian's, which .ci/run installs. */
export const browserFile = '/usr/bin/chromium'

/** Whether tests in the browser run: locally they are skipped where it is missing, in CI they must not be. */
export const hasBrowser = existsSync(browserFile) || process.env['CI'] !== undefined

/** A page that is open, with everything that went wrong in it: errors, console messages, breaches of its policy, and requests. */
export interface OpenReport {
  readonly page: Page
  readonly faults: readonly string[]
  readonly file: string
}

export interface Given {
  /** Absent for a page without any data. */
  readonly index?: ReportIndex
  /** By their place in the index. */
  readonly scenarios?: Readonly<Record<number, ReportScenario>>
  /** Behind the `#` of the address. */
  readonly hash?: string
  readonly context?: BrowserContextOptions
}

/** One browser and one built page for all tests of a file; both are gone behind its last test. Call it once, at the top of the file. */
export function reportOpener(): (given: Given) => Promise<OpenReport> {
  let browser: Browser
  let folder: string
  let template: string
  beforeAll(async () => {
    if (!hasBrowser) return
    folder = mkdtempSync(path.join(tmpdir(), 'report-page-'))
    template = readFileSync(await buildPage(folder), 'utf8')
    browser = await chromium.launch({
      executablePath: browserFile,
      // Root has no sandbox, and a container little shared memory.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })
  let count = 0
  return async (given) => {
    const file = path.join(folder, `report-${(count += 1)}.html`)
    writeFileSync(
      file,
      template
        .replace('<!--report-index-->', () => elementOfIndex(given))
        .replace('<!--report-data-->', () => elementsOfScenarios(given)),
    )
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...given.context })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const faults = faultsOf(page, file)
    await page.goto(`${pathToFileURL(file).href}${given.hash === undefined ? '' : `#${given.hash}`}`)
    return { page, faults, file }
  }
}

/** As src/page-file writes it. */
function elementOfIndex({ index }: Given): string {
  if (index === undefined) return ''
  const text = JSON.stringify(index).replaceAll('<', String.raw`\u003c`)
  return `<script type="application/json" id="index">${text}</script>`
}

const elementsOfScenarios = ({ scenarios = {} }: Given): string =>
  Object.entries(scenarios)
    .map(
      ([place, scenario]) =>
        `<script type="text/plain" id="scenario-${place}">${gzipSync(JSON.stringify(scenario)).toString('base64')}</script>`,
    )
    .join('\n')

/** Fills up while the page is open. Nothing but the file itself may be asked for. */
function faultsOf(page: Page, file: string): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => faults.push(`console: ${message.text()}`))
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== pathToFileURL(file).href) faults.push(`request: ${request.url().slice(0, 200)}`)
  })
  return faults
}
