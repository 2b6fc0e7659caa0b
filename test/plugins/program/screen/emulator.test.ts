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
