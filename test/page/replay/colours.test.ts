import { expect, test } from 'vitest'
import { cellStyle } from '../../../page/replay/colours.ts'

test('named colours are those of the style sheet, others their own', () => {
  expect(cellStyle({ color: 'red', bold: true })).toEqual({ color: 'var(--ansi-red)', fontWeight: 'bold' })
  expect(cellStyle({ color: '9' })).toEqual({ color: 'var(--ansi-bright-red)' })
  expect(cellStyle({ color: '208' })).toEqual({ color: 'rgb(255 135 0)' })
  expect(cellStyle({ color: '244' })).toEqual({ color: 'rgb(128 128 128)' })
  expect(cellStyle({ color: '#a0b1C2' })).toEqual({ color: '#a0b1C2' })
})

test('text on a background is legible', () => {
  expect(cellStyle({ background: 'blue' })).toEqual({ color: '#ffffff', backgroundColor: 'var(--ansi-behind-blue)' })
  expect(cellStyle({ background: 'bright-green' }).color).toBe('#000000')
  expect(cellStyle({ color: 'black', background: 'green' }).color).toBe('#000000')
  expect(cellStyle({ reverse: true })).toEqual({ color: 'var(--pane)', backgroundColor: 'var(--text)' })
  expect(cellStyle({ reverse: true, color: 'red' })).toEqual({
    color: 'var(--pane)',
    backgroundColor: 'var(--ansi-red)',
  })
})

test('what is no colour is left out', () => {
  expect(cellStyle({ color: 'url(x)', background: '#12' })).toEqual({})
  expect(cellStyle({ color: '256', dim: true, italic: true, underline: true })).toEqual({
    opacity: '0.65',
    fontStyle: 'italic',
    textDecoration: 'underline',
  })
})
