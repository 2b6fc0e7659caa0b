import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ReportScenario } from '../../../src/model/report-page.ts'
import { entry, indexOf } from '../made.ts'
import { hasBrowser, reportOpener } from '../open-report.ts'

const scenarioOf = (id: string, code: string): ReportScenario => ({
  id,
  sources: [],
  runs: [],
  problems: [{ code, message: `the problem of ${id}` }],
})

describe.skipIf(!hasBrowser)('a page whose file is still being read', () => {
  const open = reportOpener()

  test('lists all scenarios, and shows each as soon as it is there', async () => {
    const { page, file } = await open({
      index: indexOf([
        entry({ id: 'one', detail: true, outcome: 'invalid' }),
        entry({ id: 'two', detail: true, outcome: 'invalid' }),
        entry({ id: 'three', detail: true, outcome: 'invalid' }),
      ]),
      scenarios: { 0: scenarioOf('one', 'name-unknown'), 1: scenarioOf('two', 'name-unknown') },
    })
    const html = readFileSync(file, 'utf8')
    const within = (id: string) => html.indexOf('"', html.indexOf(`id="${id}"`) + id.length + 4) + 60
    const slow = await slowServer([html.slice(0, within('scenario-0')), html.slice(0, within('scenario-1')), html])
    await page.goto(`${slow.address}#scenario=one`, { waitUntil: 'commit' })
    await page.locator('.scenario .title', { hasText: 'three' }).waitFor()
    // Half of its text is there, which must not be taken for all of it.
    await page.waitForFunction(() => document.getElementById('scenario-0')?.firstChild !== null)
    await page.getByText('Unpacking').waitFor()
    slow.goOn()
    await page.getByText('the problem of one').first().waitFor()
    await page.locator('.scenario .title', { hasText: 'two' }).click()
    await page.getByText('Unpacking').waitFor()
    expect(await page.evaluate(() => document.readyState)).toBe('loading')
    slow.goOn()
    await page.getByText('the problem of two').first().waitFor()
    await page.locator('.scenario .title', { hasText: 'three' }).click()
    await page.getByText('nothing more of this scenario').first().waitFor()
  })
})

/** Serves a page up to the first of these ends, and on to the next with each call. */
async function slowServer(pages: readonly string[]) {
  let send: ((text: string, isLast: boolean) => void) | undefined
  let at = 0
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    send = (text, isLast) => (isLast ? response.end(text) : response.write(text))
    send(pages[0] ?? '', false)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    goOn() {
      const before = pages[at]?.length ?? 0
      at += 1
      send?.(pages[at]?.slice(before) ?? '', at === pages.length - 1)
    },
  }
}
