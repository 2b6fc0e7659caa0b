import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../open-report.ts'
import { made, type MadeRow } from './made.ts'
import { replayOpener, textsOf } from './open-replay.ts'

const rowsOf = (lanes: number): MadeRow[] =>
  Array.from({ length: lanes * 20 }, (_, at) => [
    at * 1000,
    `lane-${at % lanes}`,
    '|',
    `row ${at} ${'word '.repeat(at % 12)}`,
  ])

describe.skipIf(!hasBrowser)('panes of a replay', () => {
  const open = replayOpener()

  test.each([1, 2, 3, 6, 12])('%i lanes stand beside and below each other', async (lanes) => {
    const { page, replay, faults } = await open(made(rowsOf(lanes)))
    const panes = replay.locator('.pane')
    expect(await panes.count()).toBe(lanes)
    const boxes = await panes.evaluateAll((all) => all.map((pane) => pane.getBoundingClientRect().toJSON() as DOMRect))
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(index + 1))
        expect(one.right <= other.left || one.bottom <= other.top || other.right <= one.left).toBe(true)
    for (const box of boxes) expect(box.height).toBeGreaterThan(100)
    // Nothing stands over a pane's edge but the blank at which a line is broken.
    const over = await replay
      .locator('.row-line')
      .evaluateAll((all) => all.filter((line) => line.scrollWidth > line.clientWidth + 8).length)
    expect(over).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
  })

  test('what programs print is text, whatever it is', async () => {
    const texts = [
      '<img src=x onerror="document.title=1">',
      '</script><script>document.title=1</script>',
      String.raw`\x1b[31mred`,
      'عربى abc עברית',
      '日本語 👩‍👩‍👧‍👦 🇩🇪 end',
      'x'.repeat(5000),
      String.raw`\u{202e}evil`,
      '',
    ]
    const lane = '<b>lane</b>'
    const { page, replay, faults } = await open(made(texts.map((text, at) => [at, lane, '|', text, -1])), {
      sources: [{ file: '<i>.yaml', text: 'scenario: "</script><img src=x onerror=alert(1)>"\r\n\u202ex: 1' }],
    })
    const title = await page.title()
    expect(await textsOf(replay.locator('.pane h3'))).toEqual([lane])
    expect((await replay.locator('.row-text').allTextContents()).slice(0, 5)).toEqual(texts.slice(0, 5))
    for (const row of await replay.locator('.row').all()) await row.click()
    expect(await replay.locator('.source').textContent()).toContain(String.raw`\u202ex: 1`)
    expect(await page.title()).toBe(title)
    expect(await page.locator('img').count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('cells of a terminal have its colours, and wide characters two cells', async () => {
    const replay = made([[0, 'a', '=', '日本 red']])
    const styled = {
      ...replay,
      transcript: {
        ...replay.transcript,
        rows: replay.transcript.rows.map((row) => ({
          ...row,
          styles: [{ start: 3, end: 6, style: { color: 'red' } }],
        })),
      },
    }
    const { replay: shown } = await open(styled)
    const red = shown.locator('.row-line > span', { hasText: 'red' })
    const plain = await shown.locator('.row').evaluate((row) => getComputedStyle(row).color)
    expect(await red.evaluate((cell) => getComputedStyle(cell).color)).not.toBe(plain)
    const [line, text] = [await shown.locator('.row-line').boundingBox(), await red.boundingBox()]
    expect(((text?.x ?? 0) - (line?.x ?? 0)) / ((text?.width ?? 0) / 3)).toBeCloseTo(5, 1)
  })

  test('a replay without rows has nothing to play', async () => {
    const { page, replay, faults } = await open(made([], { lanes: ['a', 'b'] }), { sources: [] })
    expect(await replay.locator('.pane').count()).toBe(2)
    await page.keyboard.press('Space')
    expect(await replay.locator('.position').textContent()).toContain('row 0/0')
    expect(faults).toEqual([])
  })
})
