import { expect, test } from 'vitest'
import { openEmulator } from '../../../../plugins/program/screen/emulator.ts'

test('a screen is what was painted on it, wherever the cursor went', async () => {
  const screen = await openEmulator({ cols: 10, rows: 3 })
  await screen.write('first\x1b[2;1Hmore\x1b[1;3H\x1b[1mX\x1b[0m')
  await screen.write(Buffer.from('\x1b[2;1Hlonger than'))
  expect(screen.shown().rows.map(({ text }) => text)).toEqual(['fiXst', 'longer tha', 'n'])
  expect(screen.shown().rows.map(({ wrapped }) => wrapped)).toEqual([false, false, true])
  expect(screen.shown().cursor).toEqual([3, 2])
  screen.resize(20, 4)
  await screen.write('\x1b[4;1Has wide as it is now')
  expect(screen.shown().rows.at(-1)).toEqual({ text: 'as wide as it is now', wrapped: false, styles: [] })
  screen.close()
})

test('the other screen hides the first for as long as it is shown', async () => {
  const screen = await openEmulator({ cols: 10, rows: 2 })
  await screen.write('shell\x1b[?1049h\x1b[Hpage')
  expect(screen.shown().rows[0]?.text).toBe('page')
  await screen.write('\x1b[?1049l')
  expect(screen.shown().rows[0]?.text).toBe('shell')
  screen.close()
})

test.each([
  ['a', 1],
  ['漢', 2],
  ['한', 2],
  ['Ａ', 2],
  ['🙂', 2],
  ['⚡', 2],
  ['✓', 1],
  ['⠋', 1],
  ['│', 1],
  ['e\u0301', 1],
  ['กำ', 2],
])('“%s” takes as many cells as on other terminals', async (text, cells) => {
  const screen = await openEmulator({ cols: 10, rows: 1 })
  await screen.write(`${text}|`)
  expect(screen.shown()).toMatchObject({ cursor: [1, cells + 2], rows: [{ text: `${text}|` }] })
  screen.close()
})

test('what is concealed is blank', async () => {
  const screen = await openEmulator({ cols: 12, rows: 1 })
  await screen.write('pin \x1b[8m1234\x1b[28m ok')
  expect(screen.shown().rows[0]?.text).toBe('pin      ok')
  screen.close()
})
