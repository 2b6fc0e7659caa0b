import { expect, test } from 'vitest'
import { nextTheme, themeOf } from '../../../page/frame/theme.ts'

test('themes come in turn, and what is not one is that of the system', () => {
  expect([themeOf('auto'), themeOf('light'), themeOf('dark')].map(nextTheme)).toEqual(['light', 'dark', 'auto'])
  expect([themeOf(null), themeOf('pink')]).toEqual(['auto', 'auto'])
})
