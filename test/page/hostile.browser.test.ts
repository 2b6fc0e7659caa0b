import { describe, expect, test } from 'vitest'
import type { PackedReplay, ReportScenario } from '../../src/model/report-page.ts'
import { wellFormed } from '../../page/address/place.ts'
import { entry, indexOf } from './made.ts'
import { hasBrowser, reportOpener } from './open-report.ts'
import { made } from './replay/made.ts'

/** Each would set `ran`, load something, end an element, or change what stands beside it. */
const hostile = [
  '<img src=x onerror="ran=1">',
  '</script><script>ran=1</script>',
  '<!--<script>',
  '"><svg onload=ran=1>',
  "javascript:ran=1//'",
  '<style>*{display:none}</style>',
  '<base href="https://example.com/"><iframe srcdoc="<script>parent.ran=1</script>">',
  '<form action="https://example.com/"><input name=a></form><meta http-equiv=refresh content="0;url=https://example.com/">',
  '{{constructor.constructor("ran=1")()}} ${ran=1}',
  '\u001b]8;;https://example.com/\u001b\\click\u001b]8;;\u001b\\ \u001b[31mred',
  '\u202Eright to left \u2066isolated \u200B\uFEFF\u2028\u2029',
  '__proto__',
  '\ud800 half',
]
const text = hostile.join(' ')

const rows = hostile.map((each, at) => [at * 1000, at % 2 === 0 ? text : '__proto__', '|', each] as const)
const replay: PackedReplay = {
  ...made(rows, {
    steps: [{ step: 0, at: 0, verb: text, line: 1 } as never],
    verdict: { at: 99_000, status: 'failed', message: text, lane: text, line: 1, verb: text },
  }),
  chunks: [{ at: 0, lane: text, direction: 'received', bytes: text }],
}
const problem = { code: text, message: text, hint: text, file: text, line: 1, column: 1 }
const line = (side: 'expected' | 'received') => ({ side, mark: '|' as const, text, marked: [[0, 5]] as const })

const scenario: ReportScenario = {
  id: text,
  sources: [{ file: text, text: `${text}\n${text}` }],
  runs: [
    { status: text, duration: 1, noReplay: text, failure: { ...problem, text } },
    {
      status: 'failed',
      duration: 2,
      replay,
      failure: { ...problem, text: `${text}\n   ^^^^` },
      difference: { lanes: [{ lane: text, hunks: [{ lines: [line('expected'), line('received')] }] }] },
      transcripts: { committed: text, received: text },
    },
  ],
  problems: [problem],
  knownBug: { url: 'javascript:ran=1' },
  skipped: text,
  compared: text,
  warnings: [problem],
}
const index = {
  ...indexOf([
    entry({ id: text, title: text, outcome: text, message: text, tags: hostile, detail: true }),
    entry({ id: 'other.yaml' }),
  ]),
  status: text,
  begun: text,
  problems: [problem],
}

describe.skipIf(!hasBrowser)('hostile text in a browser (skipped where /usr/bin/chromium is missing)', () => {
  const open = reportOpener()

  test.each(['problems', 'difference', 'failure', 'replay'])('nothing of it runs or loads: %s', async (tab) => {
    const { page, faults, file } = await open({
      index,
      scenarios: { 0: scenario },
      hash: `tab=${tab}&scenario=${encodeURIComponent(wellFormed(text))}`,
    })
    await page
      .getByRole('tab', {
        name: { problems: 'Problems', difference: 'Difference', failure: 'Failure', replay: 'Replay' }[tab] ?? '',
        exact: true,
      })
      .click()
    await page
      .locator(`.panel-${tab}`)
      .getByText('<img src=x onerror="ran=1">')
      .filter({ visible: true })
      .first()
      .waitFor()
    for (const closed of await page.locator('details').all())
      await closed.evaluate((each) => each.setAttribute('open', ''))
    if (tab === 'replay') for (const key of ['Home', 'ArrowRight', ' ']) await page.keyboard.press(key)
    await page.keyboard.press('?')
    expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    const elements = await page.evaluate(() => {
      const strange = document.querySelectorAll(
        'img, iframe, form, base, object, embed, link, #page script, #page style, #page meta',
      )
      const links = [...document.querySelectorAll('#page a')].map((link) => link.getAttribute('href') ?? '')
      return { strange: strange.length, links: links.filter((each) => !each.startsWith('#')) }
    })
    expect(elements).toEqual({ strange: 0, links: [] })
    expect(page.url().startsWith(`file://${file}`)).toBe(true)
    expect(faults).toEqual([])
  })

  test('a script that got into the page would not run: its policy forbids it', async () => {
    const { page, faults } = await open({ index })
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = 1'
      const image = document.createElement('img')
      image.src = 'https://example.com/x.png'
      document.body.append(script, image)
      document.body.insertAdjacentHTML('beforeend', '<b onclick="window.ran = 1" style="color: red">x</b>')
      document.querySelector<HTMLElement>('body > b')?.click()
    })
    expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    await expect.poll(() => faults.filter((each) => each.includes('Content Security Policy')).length).toBeGreaterThan(3)
  })
})
