import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { entry, indexOf } from '../made.ts'
import { hasBrowser, reportOpener } from '../open-report.ts'

const entries = [
  entry({ id: 'one.yaml', title: 'First', tags: ['tcp'] }),
  entry({ id: 'two.yaml', title: 'Second', outcome: 'failed', message: 'no “Hello”', duration: 1500 }),
  entry({ id: 'three.yaml', title: 'Third', outcome: 'skipped', message: 'no telnet', tags: ['tcp', 'slow'] }),
]
const index = indexOf(entries)

const titles = (page: Page) => page.locator('.scenario .title bdi').allTextContents()
const openTitle = (page: Page) => page.locator('#opened-title').textContent()

describe.skipIf(!hasBrowser)('the page in a browser (skipped where /usr/bin/chromium is missing)', () => {
  const open = reportOpener()

  test('lists the scenarios, what is wrong first, and opens the worst', async () => {
    const { page, faults } = await open({ index })
    expect(await titles(page)).toEqual(['Second', 'Third', 'First'])
    expect(await openTitle(page)).toBe('Second')
    expect(await page.locator('.page-head').textContent()).toContain('failed')
    expect(await page.title()).toBe('Second · scenario report')
    expect(faults).toEqual([])
  })

  test('says so when it has no data', async () => {
    const { page, faults } = await open({})
    expect(await page.textContent('body')).toContain('This file has no report in it')
    expect(faults).toEqual([])
  })

  test('chooses by text, outcome and tag, with counts, and keeps that in the address', async () => {
    const { page } = await open({ index })
    await page.getByRole('searchbox').fill('hello')
    await expect.poll(() => titles(page)).toEqual(['Second'])
    expect(await page.getByRole('status').first().textContent()).toBe('1 of 3 scenarios')
    expect(await page.locator('.chip').allTextContents()).toEqual(['✗ 1 failed', '- 0 skipped', '✓ 0 passed'])
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: 'skipped' }).click()
    await page.getByRole('button', { name: 'passed' }).click()
    await expect.poll(() => titles(page)).toEqual(['Third', 'First'])
    expect(await page.getByRole('button', { name: 'passed' }).getAttribute('aria-pressed')).toBe('true')
    await page.getByLabel('Tag', { exact: true }).selectOption('slow')
    await expect.poll(() => titles(page)).toEqual(['Third'])
    expect(new URL(page.url()).hash).toBe('#outcome=skipped,passed&tag=slow')
    await page.reload()
    expect(await titles(page)).toEqual(['Third'])
    await page.getByRole('searchbox').fill('nothing of it')
    await page.getByText('No scenario matches').waitFor()
  })

  test('orders by file, duration and title', async () => {
    const { page } = await open({ index })
    for (const [order, expected] of [
      ['file', ['First', 'Second', 'Third']],
      ['duration', ['Second', 'First', 'Third']],
      ['title', ['First', 'Second', 'Third']],
    ] as const) {
      await page.getByLabel('Order').selectOption(order)
      await expect.poll(() => titles(page)).toEqual(expected)
    }
  })

  test('is used by keys', async () => {
    const { page, faults } = await open({ index })
    await page.keyboard.press('j')
    await expect.poll(() => openTitle(page)).toBe('Third')
    expect(new URL(page.url()).hash).toBe('#scenario=three.yaml')
    expect(await page.getByRole('status').allTextContents()).toContain('Open: Third, skipped')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(() => openTitle(page)).toBe('First')
    await page.keyboard.press('k')
    await expect.poll(() => openTitle(page)).toBe('Third')
    await page.keyboard.press('/')
    await page.keyboard.type('jk?')
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk?')
    await page.keyboard.press('Escape')
    await expect.poll(() => titles(page)).toHaveLength(3)
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await page.getByRole('dialog').textContent()).toContain('open the next, the previous scenario')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('list', { name: 'Scenarios' }).focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await expect.poll(() => openTitle(page)).toBe('First')
    expect(faults).toEqual([])
  })

  test('goes back and on, and opens what an address says', async () => {
    const { page } = await open({ index, hash: 'scenario=one.yaml&q=first' })
    expect(await openTitle(page)).toBe('First')
    expect(await titles(page)).toEqual(['First'])
    await page.getByRole('searchbox').fill('')
    await page.getByText('Second', { exact: true }).click()
    await expect.poll(() => openTitle(page)).toBe('Second')
    await page.getByText('Third', { exact: true }).click()
    await expect.poll(() => openTitle(page)).toBe('Third')
    await page.goBack()
    await expect.poll(() => openTitle(page)).toBe('Second')
    await page.goBack()
    await expect.poll(() => openTitle(page)).toBe('First')
    await page.goForward()
    await expect.poll(() => openTitle(page)).toBe('Second')
  })

  test('says which scenario it does not have', async () => {
    const { page, faults } = await open({ index, hash: 'scenario=gone.yaml&t=5' })
    await page.getByText('This report has no scenario “gone.yaml”').waitFor()
    expect(faults).toEqual([])
  })

  test('a window that is not wide shows the list or what is open, so that panes have room', async () => {
    const { page } = await open({ index, context: { viewport: { width: 1000, height: 700 } } })
    await page.locator('.scenario a').first().click()
    await page.locator('.opened').waitFor()
    expect(await page.locator('.list-panel').isVisible()).toBe(false)
    await page.setViewportSize({ width: 1200, height: 700 })
    await page.locator('.list-panel').waitFor()
    expect(await page.locator('.opened').isVisible()).toBe(true)
  })

  test('shows the list or what is open where there is no room for both', async () => {
    const { page } = await open({ index, context: { viewport: { width: 400, height: 700 } } })
    expect(await page.locator('main').isVisible()).toBe(false)
    await page.getByText('Third', { exact: true }).click()
    await page.locator('main').waitFor()
    expect(await page.locator('.list-panel').isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('opened-title')
    await page.getByText('All scenarios').click()
    await page.locator('.list-panel').waitFor()
    await page.getByText('Third', { exact: true }).click()
    await page.locator('main').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('first')
    await expect.poll(() => titles(page)).toEqual(['First'])
  })

  test('is light or dark as the system, until the reader chooses', async () => {
    const { page } = await open({ index, context: { colorScheme: 'dark' } })
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await background()
    await page.getByRole('button', { name: 'Theme: auto' }).click()
    await expect.poll(background).not.toBe(dark)
    await page.getByRole('button', { name: 'Theme: light' }).click()
    await expect.poll(background).toBe(dark)
  })

  test('holds few of many scenarios in the document, and all of them on paper', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => entry({ id: `${at}.yaml`, title: `Number ${at}` }))
    const { page, faults } = await open({ index: indexOf(many), hash: 'scenario=1990.yaml' })
    await page.getByText('Number 1990', { exact: true }).first().waitFor()
    expect((await titles(page)).length).toBeLessThan(100)
    await page.locator('.scenarios').evaluate((list) => (list.scrollTop = 0))
    await page.getByText('Number 3', { exact: true }).waitFor()
    expect((await titles(page)).length).toBeLessThan(100)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await expect.poll(async () => (await titles(page)).length).toBe(2000)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await expect.poll(async () => (await titles(page)).length).toBeLessThan(100)
    const shown = await page.evaluate(() => performance.getEntriesByName('list shown')[0]?.startTime)
    expect(shown).toBeGreaterThan(0)
    process.stdout.write(`2,000 scenarios: the list was shown after ${Math.round(shown ?? 0)} ms\n`)
    expect(faults).toEqual([])
  })
})
