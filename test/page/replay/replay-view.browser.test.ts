import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../open-report.ts'
import { chunk, made, madeSteps } from './made.ts'
import { replayOpener, textsOf } from './open-replay.ts'

/** Two lanes; the last row comes after a pause of a minute. */
const conversation = made(
  [
    [100_000, 'server', '*', 'listening', 0],
    [200_000, 'client', '>', 'ping', 1],
    [300_000, 'server', '|', 'ping', 2],
    [300_000, 'client', '|', 'pong', 2],
    [60_000_000, 'client', '*', 'FIN received', -1],
  ],
  {
    steps: madeSteps(50_000, 150_000, 250_000, 400_000),
    chunks: [
      chunk(200_000, 'client', 'ping\r\n', { direction: 'sent' }),
      chunk(300_000, 'server', 'ping\r\n'),
      chunk(300_000, 'client', 'before\npong\nafter'),
    ],
  },
)

describe.skipIf(!hasBrowser)('a replay in a browser (skipped where /usr/bin/chromium is missing)', () => {
  const open = replayOpener()

  test('plays rows of all lanes as they came, at the speed that is set, with long pauses shortened', async () => {
    const { page, replay, faults } = await open(conversation)
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(3_600_000)
    const position = replay.locator('.position')
    expect(await position.textContent()).toContain('row 5/5')
    await replay.getByLabel('Pace').selectOption('idle folded')
    await page.keyboard.press('Space')
    await position.getByText('row 0/5').waitFor()
    await page.clock.runFor(150)
    expect(await textsOf(replay.locator('.row-text'))).toEqual(['listening'])
    await page.clock.runFor(200)
    expect(await position.textContent()).toMatch(/row 4\/5 · step 4\/4 expect/)
    // A minute, of which half a second is left.
    await page.clock.runFor(300)
    expect(await position.textContent()).toContain('row 4/5')
    await page.clock.runFor(600)
    expect(await position.textContent()).toContain('row 5/5')
    expect(await replay.locator('.clock').textContent()).toBe('1:00.000000 / 1:00.000000')
    expect(await replay.getByRole('button', { name: 'Play' }).count()).toBe(1)
    expect(faults).toEqual([])
  })

  test('plays what came within microseconds row by row, so that it can be read', async () => {
    const { page, replay } = await open(conversation)
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(3_600_000)
    const position = replay.locator('.position')
    await page.keyboard.press('Space')
    await position.getByText('row 0/5').waitFor()
    const seen: string[] = []
    for (let half = 0; half < 10; half++) {
      await page.clock.runFor(250)
      seen.push((await position.textContent())?.trim().slice(0, 7) ?? '')
    }
    expect([...new Set(seen)]).toEqual(['row 0/5', 'row 1/5', 'row 2/5', 'row 3/5', 'row 4/5'])
  })

  test('takes its keys wherever the focus is, but in a dialog', async () => {
    const { page, replay } = await open(conversation, { context: { viewport: { width: 600, height: 700 } } })
    const row = async () => (await replay.locator('.clock b').textContent())?.trim()
    await page.locator('#opened-title:focus').waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    expect(await row()).toBe('0:00.100000')
    await page.getByRole('button', { name: 'Copy link' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await row()).toBe('0:00.200000')
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('ArrowRight')
    expect(await row()).toBe('0:00.200000')
  })

  test('goes by rows and steps with the keyboard', async () => {
    const { page, replay } = await open(conversation)
    const position = replay.locator('.position')
    const after = async (key: string) => {
      await page.keyboard.press(key)
      return (await position.textContent())?.trim()
    }
    expect(await after('Home')).toBe('row 0/5')
    expect(await after('ArrowRight')).toBe('row 1/5 · step 1/4 send')
    expect(await after('ArrowRight')).toBe('row 2/5 · step 2/4 expect')
    expect(await after('ArrowRight')).toBe('row 3/5 · step 3/4 send')
    expect(await after('ArrowRight')).toBe('row 4/5 · step 3/4 send')
    expect(await after('ArrowLeft')).toBe('row 3/5 · step 3/4 send')
    expect(await after('Shift+ArrowLeft')).toBe('row 2/5 · step 3/4 send')
    expect(await after('Shift+ArrowLeft')).toBe('row 1/5 · step 2/4 expect')
    expect(await after('Shift+ArrowRight')).toBe('row 2/5 · step 3/4 send')
    expect(await after('End')).toBe('row 5/5 · step 4/4 expect')
    await page.keyboard.press('+')
    expect(await replay.getByLabel('Speed').inputValue()).toBe('2')
  })

  test('is scrubbed, and the slider says in words where it stands', async () => {
    const { replay } = await open(conversation)
    const slider = replay.getByRole('slider', { name: 'Time of the conversation' })
    await replay.getByLabel('Pace').selectOption('real')
    await slider.fill('5000')
    expect(await replay.locator('.position').textContent()).toContain('row 4/5')
    expect(await slider.getAttribute('aria-valuetext')).toBe('0:30.000000 of 1:00.000000, step 4 of 4, expect')
    await replay.getByLabel('Pace').selectOption('idle folded')
    await slider.fill('0')
    expect(await replay.locator('.row').count()).toBe(0)
  })

  test('marks the line of the step that has begun, and a line leads to when its step began', async () => {
    const { replay } = await open(conversation)
    const current = replay.locator('.line[aria-current=step] .number')
    expect(await current.textContent()).toBe('8')
    await replay.locator('.line', { hasText: 'a: 2' }).click()
    expect(await current.textContent()).toBe('6')
    expect(await replay.locator('.clock b').textContent()).toBe('0:00.150000')
    expect(await textsOf(replay.locator('.row-text'))).toEqual(['listening'])
  })

  test('a row leads to the line of its step, and shows its bytes and how long that waited', async () => {
    const { replay } = await open(conversation)
    await replay.locator('.row', { hasText: 'pong' }).click()
    expect(await replay.locator('.line.chosen .number').textContent()).toBe('7')
    const inspector = replay.locator('.inspector')
    expect(await inspector.textContent()).toContain('0:00.300000 · client · received')
    expect(await textsOf(inspector.locator('dd'))).toEqual(['3 of 4, line 7 send', '50 ms until it came', '150 ms'])
    expect(await textsOf(inspector.locator('.chunk-text .own'))).toEqual([String.raw`pong\n`])
    expect(await textsOf(inspector.locator('.codes .own'))).toEqual(['70', '6f', '6e', '67', '0a'])
    expect(await textsOf(inspector.locator('.characters .own'))).toEqual([...'pong.'])
    expect(await textsOf(inspector.locator('.row-links button'))).toEqual(['0:00.300 server | ping'])
    await replay.locator('.row', { hasText: 'FIN received' }).click()
    expect(await inspector.textContent()).toContain('Unmatched: no step took it.')
  })

  test('rows of a pane are selected with the keyboard', async () => {
    const { page, replay } = await open(conversation)
    const pane = replay.getByRole('listbox', { name: 'Rows of client' })
    await pane.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    const selected = replay.locator('.row[aria-selected=true]')
    expect(await textsOf(selected.locator('.row-text'))).toEqual(['ping'])
    expect(await pane.getAttribute('aria-activedescendant')).toBe(await selected.getAttribute('id'))
  })

  test('shows all lanes in one column, in true order', async () => {
    const { replay, page } = await open(conversation)
    await replay.getByRole('tab', { name: 'One column' }).click()
    expect(await textsOf(replay.locator('.row-lane'))).toEqual(['server', 'client', 'server', 'client', 'client'])
    await page.waitForFunction(() => location.hash.includes('view=column'))
  })

  test('the address says the time and the row, and leads there', async () => {
    const { page, replay } = await open(conversation, { hash: 't=200000' })
    expect(await textsOf(replay.locator('.row-text'))).toEqual(['listening', 'ping'])
    await replay.locator('.row', { hasText: 'ping' }).click()
    await page.waitForFunction(() => location.hash.includes('row=1'))
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => location.hash.includes('t=300000') && !location.hash.includes('row='))
    const { replay: other } = await open(conversation, { hash: 'row=3' })
    expect(await textsOf(other.locator('.row[aria-selected=true] .row-text'))).toEqual(['pong'])
  })
  test('shows the files that a scenario includes in tabs, and goes to that of the step', async () => {
    const steps = madeSteps(50_000, 150_000, 250_000).map((step, at) =>
      at === 1 ? { ...step, file: 'b/more.yaml', line: 2 } : step,
    )
    const rows = [50_000, 150_000, 250_000].map((at, step) => [at, 'a', '|', `row ${step}`, step] as const)
    const { page, replay, faults } = await open(made(rows, { steps }), {
      sources: [
        { file: 'scenarios/one.yaml', text: 'scenario: One\nsteps:\n  - include: b/more.yaml\n\n- 5\n- 6\n- 7' },
        { file: 'a/more.yaml', text: '- of a' },
        { file: 'b/more.yaml', text: '# of b\n- of b' },
      ],
      hash: 't=0',
    })
    const tabs = replay.getByRole('tablist', { name: 'Files of the scenario' }).getByRole('tab')
    const open3 = () => tabs.evaluateAll((all) => all.map((tab) => tab.getAttribute('aria-selected')))
    expect(await tabs.evaluateAll((all) => all.map((tab) => [tab.textContent, tab.getAttribute('title')]))).toEqual([
      ['one.yaml', 'scenarios/one.yaml'],
      ['more.yaml', 'a/more.yaml'],
      ['more.yaml', 'b/more.yaml'],
    ])
    expect(await open3()).toEqual(['true', 'false', 'false'])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const current = replay.locator('.source .line.current')
    await current.getByText('- of b').waitFor()
    expect(await open3()).toEqual(['false', 'false', 'true'])
    await page.keyboard.press('ArrowRight')
    await current.getByText('- 7').waitFor()
    await tabs.nth(2).click()
    await replay.locator('.source .line', { hasText: '- of b' }).click()
    expect(await replay.locator('.position').textContent()).toContain('step 2/3')
    // A tab that has the focus takes the arrows for itself.
    await tabs.nth(2).focus()
    await page.keyboard.press('ArrowLeft')
    expect(await open3()).toEqual(['false', 'true', 'false'])
    expect(await textsOf(replay.locator('.source code'))).toEqual(['- of a'])
    expect(faults).toEqual([])
  })
  test('marks the line of a failure in the file that has it', async () => {
    const [first, second] = madeSteps(10, 20)
    const verdict = { at: 30, status: 'failed', message: 'no', lane: 'a', line: 2, verb: 'expect' } as const
    const failed = made([[30, 'a', '*', 'failed at line 2, expect: no']], {
      steps: [first!, { ...second!, file: 'more.yaml', line: 2 }],
      verdict,
    })
    const { replay } = await open(failed, {
      sources: [
        { file: 'scenarios/one.yaml', text: 'scenario: One\n# not here\nsteps:\n\n  - include: more.yaml' },
        { file: 'more.yaml', text: 'steps:\n  - expect: { a: x }' },
      ],
    })
    await replay.locator('.source .line.failed', { hasText: 'expect: { a: x }' }).waitFor()
    await replay.getByRole('tab', { name: 'one.yaml' }).click()
    await replay.locator('.source .line', { hasText: 'not here' }).waitFor()
    expect(await replay.locator('.source .line.failed').count()).toBe(0)
  })
})
