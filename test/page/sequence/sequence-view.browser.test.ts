import { describe, expect, test } from 'vitest'
import { lane, recorded, throughProxy } from '../../picture/sequence/examples.ts'
import { hasBrowser } from '../open-report.ts'
import { made } from '../replay/made.ts'
import { replayOpener } from '../replay/open-replay.ts'

const [server, client] = [lane('server', 'server'), lane('client', 'client', 'server')]
const texts = ['one', 'two', 'three', 'four']

/** A client says something each second, and the server receives it a millisecond later. */
const talk = (lines: readonly string[], end = '\n') =>
  recorded(
    [server, client],
    lines.flatMap((line, second) => [
      [(second + 1) * 1e6, 'client', '>', `${line}${end}`] as const,
      [(second + 1) * 1e6 + 1000, 'server#1', '<', `${line}${end}`] as const,
    ]),
    lines.flatMap((line, second) => [
      [(second + 1) * 1e6, 'client', '>', line] as const,
      [(second + 1) * 1e6 + 1000, 'server#1', '|', line] as const,
    ]),
  )

describe.skipIf(!hasBrowser)('the sequence diagram of a replay (skipped where /usr/bin/chromium is missing)', () => {
  const open = replayOpener()
  const hash = 'view=sequence'

  test('says in words what it draws, in its order, and the address opens it', async () => {
    const { page, replay, faults } = await open(throughProxy)
    await replay.getByRole('tab', { name: 'Sequence' }).click()
    await page.waitForFunction(() => location.hash.includes('view=sequence'))
    const diagram = replay.getByRole('listbox', { name: 'Messages between server, wire, client' })
    const words = await diagram
      .getByRole('option')
      .evaluateAll((all) => all.map((option) => option.getAttribute('aria-label')))
    expect(words.slice(0, 5)).toEqual([
      'server: listening on localhost:1, at 0.000500 s',
      'client to wire: connect, sent at 0.001000 s',
      'wire to server: connect, sent at 0.001300 s',
      'all: note, now it <speaks>, at 0.001900 s',
      'client to wire: one / two 日本語, sent at 0.002000 s, received at 0.002100 s',
    ])
    expect(words).toContain('server to wire: good morning, received at 0.002500 s')
    expect(words.at(-1)).toBe('client: exited 1, at 0.003200 s')
    const names = await diagram.locator('.sequence-head .plain').allTextContents()
    expect(names).toEqual(['server', 'wire', 'client'])
    expect(faults).toEqual([])
  })

  test('a message leads to its row, by mouse and keyboard, and a row to its message', async () => {
    const { page, replay } = await open(talk(texts), { hash })
    const chosen = replay.locator('.part[aria-selected=true]')
    await replay.locator('.part').nth(2).click()
    expect(await replay.locator('.inspected').textContent()).toBe('three')
    expect(await chosen.getAttribute('aria-label')).toMatch(/^client to server: three, sent at 3\.000000 s/)
    const diagram = replay.getByRole('listbox', { name: 'Messages between server, client' })
    await diagram.focus()
    await page.keyboard.press('ArrowUp')
    expect(await replay.locator('.inspected').textContent()).toBe('two')
    expect(await diagram.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
    await page.waitForFunction(() => location.hash.includes('row=2'))
    await replay.getByRole('tab', { name: 'One column' }).click()
    await replay.locator('.row', { hasText: 'four' }).first().click()
    await replay.getByRole('tab', { name: 'Sequence' }).click()
    expect(await chosen.getAttribute('aria-label')).toMatch(/^client to server: four/)
  })

  test('marks the message of the present time, and what has not happened is faint', async () => {
    const { page, replay } = await open(talk(texts), { hash: `${hash}&t=2500000` })
    const now = replay.locator('.part[aria-current]')
    expect(await now.getAttribute('aria-label')).toMatch(/^client to server: two/)
    const [edge, last] = [await replay.locator('.to-come').boundingBox(), await now.boundingBox()]
    expect(edge?.y).toBeCloseTo((last?.y ?? 0) + (last?.height ?? 0), 0)
    await page.keyboard.press('ArrowRight')
    expect(await now.getAttribute('aria-label')).toMatch(/^client to server: three/)
    await page.keyboard.press('Home')
    expect(await now.count()).toBe(0)
    await page.keyboard.press('End')
    expect(await replay.locator('.to-come').count()).toBe(0)
  })

  test('goes along while it is played, and stays where the reader has scrolled', async () => {
    const { page, replay } = await open(talk(Array.from({ length: 60 }, (_, at) => `line ${at}`)), { hash })
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(3_600_000)
    const diagram = replay.locator('.sequence')
    const scrolled = () => diagram.evaluate((element) => element.scrollTop)
    expect(await scrolled()).toBe(0)
    await replay.getByLabel('Pace').selectOption('idle folded')
    await page.keyboard.press('Space')
    await page.clock.runFor(20_000)
    const now = replay.locator('.part[aria-current]')
    expect(Number((await now.getAttribute('id'))?.slice(5))).toBeGreaterThan(30)
    const [view, part] = [await diagram.boundingBox(), await now.boundingBox()]
    expect(part?.y).toBeGreaterThan(view?.y ?? 0)
    expect((part?.y ?? 0) + (part?.height ?? 0)).toBeLessThan((view?.y ?? 0) + (view?.height ?? 0))
    await diagram.evaluate((element) => (element.scrollTop = 0))
    await page.clock.runFor(5000)
    expect(await scrolled()).toBe(0)
  })

  test('of ten thousand messages those in view stand in the document', async () => {
    const { page, replay, faults } = await open(talk(Array.from({ length: 10_000 }, (_, at) => `line ${at}`)), { hash })
    const diagram = replay.locator('.sequence')
    await replay.locator('.part').first().waitFor()
    expect(await page.locator('.sequence *').count()).toBeLessThan(2000)
    await diagram.evaluate((element) => (element.scrollTop = element.scrollHeight / 2))
    await diagram.locator('text.label', { hasText: 'line 5000' }).waitFor()
    expect(await page.locator('.sequence *').count()).toBeLessThan(2000)
    await replay.locator('.find input').fill('line 9000')
    await page.keyboard.press('Enter')
    await diagram.locator('text.label', { hasText: 'line 9000' }).waitFor()
    expect(await replay.locator('.part[aria-selected=true]').getAttribute('aria-label')).toMatch(/: line 9000,/)
    expect(faults).toEqual([])
  })

  test('what programs say and are called is text, whatever it is', async () => {
    const hostile = [
      '</text></svg><img src=x onerror="document.title=1">',
      '<script>document.title=1</script>',
      '\u001b[31mred \u202eevil',
      'عربى abc עברית',
      '日本語 👩‍👩‍👧‍👦 end',
      'x'.repeat(5000),
      '',
    ]
    const name = '<b onclick=1>"\'&'
    const of = talk(hostile)
    const named = JSON.parse(
      JSON.stringify(of.transcript).replaceAll('"client"', JSON.stringify(name)),
    ) as typeof of.transcript
    const chunks = of.chunks.map((chunk) => (chunk.lane === 'client' ? { ...chunk, lane: name } : chunk))
    const { page, replay, faults } = await open({ ...of, transcript: named, chunks }, { hash })
    const title = await page.title()
    expect(await replay.locator('.sequence-head .plain').allTextContents()).toEqual(['server', name])
    const labels = await replay.locator('.sequence .label').allTextContents()
    expect(labels[0]).toMatch(/^<\/text><\/svg><img src=x/)
    expect(labels.join('')).toContain(String.raw`\x1b[31mred \u202eevil`)
    for (const part of await replay.locator('.part').all()) await part.click()
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).toBe(title)
    expect(faults).toEqual([])
  })

  test('a transcript has no times of its own, and nobody and nothing is a diagram too', async () => {
    const rows = [
      [0, 'server', '*', 'listening on localhost:1'],
      [0, 'client', '>', 'hello'],
      [1_000_000, 'client', '|', 'bye'],
    ] as const
    const { replay } = await open(made(rows, { exact: false }), { hash })
    expect(await replay.locator('.part').count()).toBe(3)
    await replay.locator('.part').nth(1).click()
    expect(await replay.locator('.inspected').textContent()).toBe('hello')
    const { replay: empty, faults } = await open(made([]), { hash })
    await empty.locator('.sequence-head').waitFor()
    expect(await empty.locator('.part').count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('of a very long conversation it says how to draw a part', async () => {
    const lines = Array.from({ length: 10_001 }, (_, at) => `line ${at}`)
    const { replay, faults } = await open(talk(lines), { hash })
    await replay.getByText('too long for a diagram here').waitFor()
    expect(await replay.locator('.part').count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('stands whole on paper', async () => {
    const { page, replay } = await open(talk(Array.from({ length: 200 }, (_, at) => `line ${at}`)), { hash })
    await replay.locator('.part').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    await replay.locator('.sequence text.label', { hasText: 'line 199' }).waitFor()
    expect(await replay.locator('.to-come, .part').filter({ visible: true }).count()).toBe(0)
    const cut = await replay.locator('.sequence').evaluate((element) => element.scrollHeight - element.clientHeight)
    expect(cut).toBeLessThanOrEqual(0)
  })
})
