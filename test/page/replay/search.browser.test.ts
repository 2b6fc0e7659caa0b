import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../open-report.ts'
import { made } from './made.ts'
import { replayOpener } from './open-replay.ts'

describe.skipIf(!hasBrowser)('search in a replay', () => {
  const open = replayOpener()
  const lines = Array.from({ length: 3000 }, (_, at) => [at * 1000, at % 2 ? 'b' : 'a', '|', `line ${at}`] as const)

  test('finds a text in all lanes, and goes from one result to the next', async () => {
    const { page, replay } = await open(made(lines))
    await page.keyboard.press('f')
    await page.keyboard.type('line 29')
    const count = replay.locator('.find .count')
    expect(await count.textContent()).toBe('111')
    await page.keyboard.press('Enter')
    const current = replay.locator('mark.current')
    await current.waitFor()
    expect(await count.textContent()).toBe('111 of 111')
    await page.keyboard.press('Enter')
    expect(await count.textContent()).toBe('1 of 111')
    await replay.locator('.row[aria-selected=true] .row-text', { hasText: /^line 29$/ }).waitFor()
    await page.keyboard.press('Enter')
    await replay.locator('.row[aria-selected=true] .row-text', { hasText: /^line 290$/ }).waitFor()
    expect(await current.textContent()).toBe('line 29')
    await page.keyboard.press('Shift+Enter')
    expect(await count.textContent()).toBe('1 of 111')
    await page.keyboard.press('Escape')
    expect(await replay.locator('mark').count()).toBe(0)
  })

  test('finds a regex, says what is wrong with one, and shows what has not come yet', async () => {
    const { page, replay } = await open(made(lines), { hash: 't=0' })
    const input = replay.getByRole('textbox', { name: 'Find in all lanes' })
    await input.fill('/(/')
    expect(await replay.locator('.find .count').textContent()).toContain('unterminated')
    expect(await input.getAttribute('aria-invalid')).toBe('true')
    await input.fill('/line 2\\d99$/')
    expect(await replay.locator('.find .count').textContent()).toBe('10')
    await page.keyboard.press('Enter')
    await replay.locator('.row[aria-selected=true]', { hasText: 'line 2099' }).waitFor()
    expect(await replay.locator('.position').textContent()).toContain('row 2100/3000')
  })
})
