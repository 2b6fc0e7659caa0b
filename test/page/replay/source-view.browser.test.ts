import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../open-report.ts'
import { made, madeSteps } from './made.ts'
import { replayOpener, textsOf } from './open-replay.ts'

const rows = Array.from({ length: 12 }, (_, index) => [100_000 + index, 'a', '|', `row ${index}`, 0] as const)
const replay = made(rows, { steps: madeSteps(50_000) })
const long = `  - send: { a: [${Array.from({ length: 30 }, (_, index) => `word${index}`).join(', ')}] }`
const sources = [{ file: 'scenarios/long.yaml', text: `scenario: Long\nactors:\n  a: program\nsteps:\n${long}\n# end` }]

describe.skipIf(!hasBrowser)('a scenario beside its replay (skipped where /usr/bin/chromium is missing)', () => {
  const open = replayOpener()

  test('has no line that is wider than its pane, and none that covers another', async () => {
    const { page, replay: shown } = await open(replay, { sources })
    const list = shown.locator('.source .lines')
    const fits = () => list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)
    const boxes = async () =>
      Promise.all((await shown.locator('.code-line').all()).map(async (line) => (await line.boundingBox())?.y ?? 0))
    expect(await fits()).toBe(true)
    const edges = await boxes()
    expect(edges.length).toBeGreaterThan(10)
    expect(edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0))).toEqual(edges.slice(1).map(() => 20))
    const whole = await shown.locator('.line', { hasText: 'word29' }).locator('.code-line').allTextContents()
    expect(whole.join('').replaceAll(' ', '')).toBe(long.replaceAll(' ', ''))
    await page.setViewportSize({ width: 1000, height: 700 })
    await expect.poll(fits).toBe(true)
    expect((await boxes()).length).toBeGreaterThan(edges.length)
  })

  test('is printed to its last line, and so is what is known of a row', async () => {
    const { page, replay: shown } = await open(replay, { sources, context: { viewport: { width: 700, height: 900 } } })
    await page.emulateMedia({ media: 'print' })
    const below = (part: string) =>
      shown.locator(part).evaluate((box) => {
        const last = [...box.querySelectorAll('*')].at(-1)
        return (last?.getBoundingClientRect().bottom ?? Infinity) - box.getBoundingClientRect().bottom
      })
    for (const part of ['.source', '.inspector'])
      await expect.poll(() => below(part), { message: part, timeout: 3000 }).toBeLessThan(1)
    expect((await textsOf(shown.locator('.line'))).at(-1)).toContain('# end')
  })
})
