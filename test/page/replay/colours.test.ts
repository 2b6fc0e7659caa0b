import { expect, test } from 'vitest'
import { cellStyle } from '../../../page/replay/colours.ts'

test('a colour is that of the theme which the page has', () => {
  expect(cellStyle({ color: 'red', bold: true })).toEqual({
    color: expect.stringMatching(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/),
    fontWeight: 'bold',
  })
  expect(cellStyle({ background: 'blue' })['backgroundColor']).toMatch(/^light-dark\(#/)
  expect(cellStyle({ reverse: true })).toHaveProperty('backgroundColor')
})

test('what is no colour is left out', () => {
  expect(cellStyle({ color: 'url(x)', background: '#12' })).toEqual({})
  expect(cellStyle({ dim: true, italic: true, underline: true })).toEqual({
    opacity: '0.65',
    fontStyle: 'italic',
    textDecoration: 'underline',
  })
})
