import { describe, expect, test } from 'vitest'
import { diagramOf } from '../../../src/picture/sequence/diagram.ts'
import { sequenceOf } from '../../../src/picture/sequence/sequence.ts'
import type { Shape } from '../../../src/picture/sequence/shapes.ts'
import { widthOf } from '../../../src/text/wrap.ts'
import { lane, recorded, throughProxy, twoClients } from './examples.ts'

const inside = (shape: Shape, width: number, height: number): boolean => {
  if (shape.is === 'text') return shape.x >= 0 && shape.x + widthOf(shape.text) * 8.43 <= width && shape.y <= height
  if (shape.is === 'box') return shape.x >= 0 && shape.x + shape.width <= width && shape.y + shape.height <= height
  if (shape.is === 'line') return Math.min(shape.x1, shape.x2) >= 0 && Math.max(shape.x1, shape.x2) <= width
  return true
}

const crowd = recorded(
  [lane('server', 'server'), ...Array.from({ length: 11 }, (_, index) => lane(`c${index}`, 'client', 'server'))],
  Array.from({ length: 11 }, (_, index) => [index, `c${index}`, '>', `${'long words '.repeat(9)}\n`] as const),
)

describe.each([
  ['a proxy', throughProxy],
  ['two clients', twoClients],
  ['twelve actors', crowd],
  ['one actor', recorded([lane('server', 'server')], [[1, 'server#1', '<', 'x'.repeat(300)]])],
  ['nobody', recorded([], [])],
])('%s', (_, replay) => {
  test('stands inside of the picture', () => {
    const { width, height, shapes } = diagramOf(sequenceOf(replay))
    expect(shapes.filter((shape) => !inside(shape, width, height))).toEqual([])
  })
})

test('a message that something happens on the way of arrives further down', () => {
  const { shapes } = diagramOf(sequenceOf(throughProxy))
  const lines = shapes.filter((shape) => shape.is === 'line' && shape.class === 'arrow data')
  const slanted = lines.filter((shape) => shape.is === 'line' && shape.y2 > shape.y1)
  expect(slanted.length).toBeGreaterThan(0)
  expect(slanted.length).toBeLessThan(lines.length)
})

test('no line is drawn over a text', () => {
  const kinds = diagramOf(sequenceOf(throughProxy)).shapes.map(({ is }) => is)
  expect(kinds.lastIndexOf('line')).toBeLessThan(kinds.indexOf('text'))
})

test('texts are cut to the columns that there are', () => {
  const wide = diagramOf(sequenceOf(throughProxy), 200).width
  const narrow = diagramOf(sequenceOf(throughProxy), 60)
  expect(narrow.width).toBeLessThan(wide)
  expect(narrow.shapes.some((shape) => shape.is === 'text' && shape.text.endsWith('…'))).toBe(true)
})
