import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { PackedReplay, ReportScenario } from '../../../src/model/report-page.ts'
import type { CrashMatrix } from '../../../src/model/shake.ts'
import { entry, indexOf } from '../made.ts'
import { hasBrowser, reportOpener } from '../open-report.ts'
import { made } from '../replay/made.ts'

const replay: PackedReplay = {
  ...made(
    [
      [1000, 'client', '>', 'Hello', 0],
      [2500, 'server', '|', 'Hello', 1],
    ],
    { verdict: { at: 4321, status: 'failed', message: 'no answer', line: 2 } },
  ),
  chunks: [],
}
const line = (side: 'same' | 'expected' | 'received', text: string) => ({ side, mark: '|' as const, text })
const failed: ReportScenario = {
  id: 'one.yaml',
  sources: [{ file: 'one.yaml', text: 'scenario: One\nsteps: []\n' }],
  runs: [
    { status: 'broken', duration: 7, noReplay: 'its recording is gone' },
    {
      status: 'failed',
      duration: 12,
      replay,
      failure: {
        code: 'expectation-not-met',
        message: 'no answer',
        text: 'one.yaml:2:8  failed\n  Expected    “x”\n               ^',
        file: 'one.yaml',
        line: 2,
      },
      difference: {
        lanes: [
          { lane: 'other', hunks: [{ lines: [line('received', 'more')] }] },
          { lane: 'client', hunks: [{ lines: [line('same', 'a'), line('expected', 'b'), line('received', 'c')] }] },
        ],
        parts: { lane: 'client' },
      },
      transcripts: { committed: 'the committed one', received: 'the new one' },
    },
  ],
  problems: [],
}
const invalid: ReportScenario = {
  id: 'two.yaml',
  sources: [{ file: 'two.yaml', text: 'scenario: Two\nsteps: [{ start: nobody }]\n' }],
  runs: [{ status: 'broken', duration: 0, noReplay: 'it is invalid' }],
  problems: [
    {
      code: 'unknown-actor',
      message: 'no actor is called “nobody”',
      hint: 'name one',
      line: 2,
      column: 18,
      endColumn: 24,
    },
  ],
}
const index = indexOf([
  entry({ id: 'one.yaml', title: 'One', outcome: 'failed', attempts: 2, detail: true }),
  entry({ id: 'two.yaml', title: 'Two', outcome: 'invalid', detail: true }),
  entry({ id: 'three.yaml', title: 'Three', outcome: 'skipped', message: 'no telnet' }),
])
const scenarios = { 0: failed, 1: invalid }

const tabs = (page: Page) => page.getByRole('tablist', { name: 'What is shown of the run' }).getByRole('tab')

describe.skipIf(!hasBrowser)('an open scenario in a browser (skipped where /usr/bin/chromium is missing)', () => {
  const open = reportOpener()

  test('has its difference side by side, at the lane where it begins first', async () => {
    const { page, faults } = await open({ index, scenarios, hash: 'scenario=one.yaml' })
    expect(await tabs(page).allTextContents()).toEqual(['Replay', 'Failure', 'Difference'])
    expect(await page.locator('.lane-difference h3').allTextContents()).toEqual(['client', 'other'])
    const cells = await page.locator('.lane-difference').first().locator('tbody td').allTextContents()
    expect(cells.map((cell) => cell.split('| ')[1])).toEqual(['a', 'a', 'b', 'c'])
    await page.getByText('Both transcripts as a whole').click()
    await page.getByText('the new one').waitFor()
    expect(faults).toEqual([])
  })

  test('has its failure with marks, which leads to the moment in the replay', async () => {
    const { page, faults } = await open({ index, scenarios, hash: 'scenario=one.yaml&tab=failure' })
    expect(await page.locator('.failure mark').allTextContents()).toEqual(['x'])
    await page.getByRole('button', { name: 'Show it in the replay' }).click()
    await page.locator('.replay').waitFor()
    expect(new URL(page.url()).hash).toBe('#scenario=one.yaml&run=2&tab=replay&t=4321')
    await page.goBack()
    await page.locator('.failure').waitFor()
    expect(faults).toEqual([])
  })

  test('has each of its runs, and says why one cannot be replayed', async () => {
    const { page } = await open({ index, scenarios, hash: 'scenario=one.yaml' })
    await page.getByRole('button', { name: 'Run 1 broken' }).click()
    expect(await page.getByRole('button', { name: 'Run 1 broken' }).getAttribute('aria-pressed')).toBe('true')
    expect(new URL(page.url()).hash).toBe('#scenario=one.yaml&run=1')
    expect(await page.locator('.difference').count()).toBe(0)
    expect(await page.locator('.note').allTextContents()).toEqual(['No replay its recording is gone'])
  })

  test('writes the moment of the replay into the address, and begins there again', async () => {
    const { page, faults } = await open({ index, scenarios, hash: 'scenario=one.yaml&tab=replay&t=1500' })
    await page.locator('.replay').waitFor()
    expect(await page.locator('.clock').textContent()).toContain('0.001500')
    await page.locator('h2').focus()
    await page.locator('.replay .rows').first().focus()
    await page.keyboard.press('End')
    await expect.poll(() => new URL(page.url()).hash).toContain('t=4321')
    expect(faults).toEqual([])
  })

  test('has the problems of an invalid one where they stand in the YAML', async () => {
    const { page, faults } = await open({ index, scenarios, hash: 'scenario=two.yaml' })
    expect(await page.locator('.problem mark').allTextContents()).toEqual(['nobody'])
    expect(await page.locator('.problem').textContent()).toContain('Help: name one')
    await page.getByRole('tab', { name: 'Scenario' }).click()
    expect(await page.locator('.sources .meant').textContent()).toBe('2steps: [{ start: nobody }]')
    // Arrows go on to the first tab again.
    await page.getByRole('tab', { name: 'Scenario' }).press('ArrowRight')
    await page.locator('.problems').waitFor()
    expect(faults).toEqual([])
  })

  test('says why there is nothing more of it', async () => {
    const { page } = await open({ index, scenarios, hash: 'scenario=three.yaml' })
    expect(await page.locator('.opened .empty').textContent()).toBe('no telnet')
  })

  test('says that the file is damaged', async () => {
    const { page, file, faults } = await open({ index, scenarios })
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(id="scenario-1">.{20}).{20}/, '$1'))
    await page.reload()
    await page.getByText('Two', { exact: true }).click()
    await page.getByText('the file is damaged').waitFor()
    expect(faults).toEqual([])
  })

  test('copies the link, or shows it where a page may not copy', async () => {
    const { page } = await open({ index, scenarios, hash: 'scenario=two.yaml' })
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    await page.getByRole('button', { name: 'Copy link' }).click()
    expect(await page.getByLabel('Link to what is open').inputValue()).toBe(page.url())
    const copied = await open({
      index,
      scenarios,
      hash: 'scenario=two.yaml',
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    })
    await copied.page.getByRole('button', { name: 'Copy link' }).click()
    await copied.page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await copied.page.evaluate(() => navigator.clipboard.readText())).toBe(copied.page.url())
  })

  test('copies where the reader is, also right after something was changed', async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    const { page } = await open({ index, scenarios, hash: 'scenario=one.yaml&tab=replay', context: { permissions } })
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(3_600_000)
    await page.getByRole('tab', { name: 'One column' }).click()
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('view=column')
  })

  test('has a table of what became of actors when connections were broken', async () => {
    const crashes: CrashMatrix = {
      actors: ['server', 'client'],
      rows: [
        {
          runs: [1, 2, 3, 4, 5],
          what: 'reset',
          stream: 'server#1 up',
          at: [0, 1, 3, 5, 6],
          length: 6,
          excerpt: '“│hel│lo\\n│”',
          endedAt: { line: 7, verb: 'expect' },
          became: { server: 'crashed: Error: <b>read</b>' },
          wrong: '“server” has crashed',
        },
        {
          runs: [6],
          what: 'stop',
          stream: 'server#1 down',
          at: [6],
          length: 6,
          excerpt: '',
          became: { server: 'running' },
        },
      ],
    }
    const shaken = { line: '6 runs with a broken connection: 5 failed', crashes }
    const { page, faults } = await open({
      index,
      scenarios: { ...scenarios, 0: { ...failed, shaken } },
      hash: 'scenario=one.yaml',
    })
    expect((await page.locator('.note summary').textContent())?.trim()).toBe(`Shaken ${shaken.line}`)
    await page.locator('.crashes').waitFor({ state: 'visible' })
    const cells = async (row: string): Promise<string[]> => page.locator(`.crashes ${row} > *`).allTextContents()
    expect(await cells('thead tr')).toEqual(['Broken by', 'Stream', 'After byte', 'Line', 'server', 'client'])
    expect(await cells('tbody tr.wrong')).toEqual([
      '✗ reset',
      'server#1 up',
      '0 … 6 of 6',
      '“│hel│lo\\n│”',
      '7',
      'crashed: Error: <b>read</b>',
      'not started',
    ])
    expect(await cells('tbody tr:not(.wrong)')).toEqual([
      'stop',
      'server#1 down',
      '6 of 6',
      '',
      '',
      'running',
      'not started',
    ])
    expect(faults).toEqual([])
  })

  test('says in one line how the runs differ', async () => {
    const compared =
      '\n  1 passed, in 1 order; 1 failed, in 1 order\n\n  First difference: “a | x”, in 1 of 1 failed run\n'
    const { page } = await open({
      index,
      scenarios: { ...scenarios, 0: { ...failed, compared } },
      hash: 'scenario=one.yaml',
    })
    expect((await page.locator('.compared summary').textContent())?.trim()).toBe(
      'How the runs differ First difference: “a | x”, in 1 of 1 failed run',
    )
  })
})
