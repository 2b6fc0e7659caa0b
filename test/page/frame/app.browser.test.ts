import { describe, expect, test } from 'vitest'
import { entry, indexOf } from '../made.ts'
import { hasBrowser, reportOpener } from '../open-report.ts'

describe.skipIf(!hasBrowser)('the page in a browser (skipped where /usr/bin/chromium is missing)', () => {
  const open = reportOpener()

  test('lists the scenarios, and asks for nothing', async () => {
    const { page, faults } = await open({
      index: indexOf([entry({ id: 'one', title: 'First <b>' }), entry({ id: 'two' })]),
    })
    expect(await page.locator('li').allTextContents()).toEqual(['passed First <b>', 'passed two'])
    expect(faults).toEqual([])
  })
})
