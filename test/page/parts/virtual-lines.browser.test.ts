import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../open-report.ts'
import { made } from '../replay/made.ts'
import { replayOpener, textsOf } from '../replay/open-replay.ts'

describe.skipIf(!hasBrowser)('a lane of 100,000 lines', () => {
  const open = replayOpener()
  const text = (at: number) => `line ${at} ${at % 7 === 0 ? 'and so on, '.repeat(30) : ''}`.trim()
  const long = made(Array.from({ length: 100_000 }, (_, at) => [at * 100, 'log', '|', text(at)] as const))

  test('only what is in view stands in the document', async () => {
    const { page, replay, faults } = await open(long)
    const pane = replay.locator('.rows')
    await pane.locator('.row').first().waitFor()
    const scrolled = await pane.evaluate(async (list) => {
      const began = performance.now()
      let most = 0
      for (let percent = 0; percent <= 100; percent++) {
        list.scrollTop = (percent / 100) * list.scrollHeight
        await new Promise(requestAnimationFrame)
        most = Math.max(most, document.querySelectorAll('*').length)
      }
      return { most, frame: (performance.now() - began) / 101 }
    })
    process.stdout.write(`scrolled through 100,000 lines: ${scrolled.frame.toFixed(1)} ms for each of 101 pages\n`)
    expect(scrolled.most).toBeLessThan(2000)
    expect((await textsOf(pane.locator('.row-text'))).at(-1)).toBe(text(99_999))
    await page.keyboard.press('Home')
    expect(await textsOf(pane.locator('.row-text'))).toEqual([text(0)])
    expect(faults).toEqual([])
  })

  test('a row of a link stands in view, with its neighbours below each other', async () => {
    const { replay } = await open(long, { hash: 'row=50000' })
    const row = replay.locator('.row[aria-selected=true]')
    expect(await row.getAttribute('aria-posinset')).toBe('50001')
    const box = await row.boundingBox()
    const pane = await replay.locator('.rows').boundingBox()
    expect(box?.y).toBeGreaterThan(pane?.y ?? Infinity)
    expect(box?.y).toBeLessThan((pane?.y ?? 0) + (pane?.height ?? 0))
    const next = await replay.locator('.row[aria-posinset="50002"]').boundingBox()
    expect(next?.y).toBe((box?.y ?? 0) + (box?.height ?? 0))
  })

  test('lists are printed whole', async () => {
    const { page, replay } = await open(
      made(long.transcript.rows.slice(0, 500).map(({ text }, at) => [at, 'log', '|', text])),
    )
    await page.emulateMedia({ media: 'print' })
    await replay.locator('.row', { hasText: 'line 499' }).waitFor()
    expect(await replay.locator('.row').count()).toBe(500)
    const height = await replay.locator('.rows').evaluate((list) => [list.clientHeight, list.scrollHeight])
    expect(height[0]).toBe(height[1])
  })
})
