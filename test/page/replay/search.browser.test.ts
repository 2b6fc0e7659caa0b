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
    await replay.locator('.find .count', { hasText: /^10$/ }).waitFor()
    await page.keyboard.press('Enter')
    await replay.locator('.row[aria-selected=true]', { hasText: 'line 2099' }).waitFor()
    expect(await replay.locator('.position').textContent()).toContain('row 2100/3000')
  })
  test('gives a regex up that would take for ever, and stays usable meanwhile', async () => {
    const slow = [0, 'a', '|', `${'a'.repeat(60)}!`] as const
    const { page, replay, faults } = await open(made([...lines, slow]))
    const input = replay.getByRole('textbox', { name: 'Find in all lanes' })
    const count = replay.locator('.find .count')
    await input.fill('/^(a+)+$|line 17$/')
    await count.getByText('1, searching…').waitFor()
    await page.keyboard.press('Enter')
    await replay.locator('.row[aria-selected=true] .row-text', { hasText: /^line 17$/ }).waitFor()
    await count.getByText('1 of 1, gave up after 3,000 rows: regex too slow').waitFor()
    await input.fill('/line 18$/')
    await replay.locator('.find .count', { hasText: /^1$/ }).waitFor()
    expect(faults.filter((each) => !each.startsWith('request: blob:'))).toEqual([])
  })

  test('lists ten thousand results of a regex', async () => {
    const many = Array.from({ length: 6000 }, (_, at) => [at, 'a', '|', 'xx'] as const)
    const { replay } = await open(made(many))
    await replay.getByRole('textbox', { name: 'Find in all lanes' }).fill('/x/')
    await replay.locator('.find .count', { hasText: /^10000\+$/ }).waitFor()
  })
})
