import { describe, expect, test } from 'vitest'
import { headOf, slicesOf } from '../../../page/sequence/slices.ts'
import { diagramOf } from '../../../src/picture/sequence/diagram.ts'
import { sequenceOf } from '../../../src/picture/sequence/sequence.ts'
import { lane, recorded, throughProxy } from '../../picture/sequence/examples.ts'

const lanes = [lane('server', 'server'), lane('client', 'client', 'server')]
/** All is sent before any of it is received. */
const flood = (count: number) =>
  diagramOf(
    sequenceOf(
      recorded(lanes, [
        ...Array.from({ length: count }, (_, at) => [at, 'client', '>', `line ${at}\n`] as const),
        ...Array.from({ length: count }, (_, at) => [count + at, 'server#1', '<', `line ${at}\n`] as const),
      ]),
    ),
  )

describe('a diagram', () => {
  test('is cut between parts, without a gap', () => {
    const diagram = flood(200)
    const slices = slicesOf(diagram)
    expect(slices.length).toBeGreaterThan(5)
    expect(slices[0]).toMatchObject({ top: diagram.head, first: 0 })
    for (const [index, { top, first }] of slices.slice(1).entries())
      expect([top, first]).toEqual([slices[index]?.bottom, slices[index]?.end])
    expect(slices.at(-1)).toMatchObject({ bottom: diagram.height, end: diagram.parts.length })
    for (const { top, first } of slices.slice(1)) expect(diagram.parts[first]?.top).toBe(top)
  })

  test('has each text and box in one slice, and arrows in each that they go through', () => {
    const diagram = flood(40)
    const slices = slicesOf(diagram)
    const lines = diagram.shapes.filter((shape) => shape.is === 'line' && shape.message !== undefined)
    const texts = diagram.shapes.filter((shape) => shape.is === 'text' && shape.message !== undefined)
    for (const text of texts) expect(slices.filter(({ shapes }) => shapes.includes(text))).toHaveLength(1)
    for (const line of lines) {
      const [from, to] = line.is === 'line' ? [line.y1, line.y2] : []
      const through = slices.filter(({ top, bottom }) => top < (to ?? 0) && bottom > (from ?? 0))
      expect(through.length).toBeGreaterThan(1)
      expect(through.every(({ shapes }) => shapes.includes(line))).toBe(true)
    }
  })

  test('has an arrow that goes on and on only near its ends', () => {
    const slices = slicesOf(flood(6000))
    const of = (message: number) =>
      slices.flatMap(({ shapes }, index) =>
        shapes.some((shape) => shape.message === message && shape.is === 'line') ? [index] : [],
      )
    const places = of(0)
    expect(places.length).toBeGreaterThan(100)
    expect(places.length).toBeLessThanOrEqual(201)
    expect(places[0]).toBe(0)
    const gaps = places.filter((place, at) => at > 0 && place !== (places[at - 1] as number) + 1)
    expect(gaps).toHaveLength(1)
  })

  test('of a flood shows no more than a hundred arrows that only go through', () => {
    const slices = slicesOf(flood(1000))
    expect(Math.max(...slices.map(({ shapes }) => shapes.length))).toBeLessThan(300)
  })

  test('has the names of its life lines at the top, and those at the bottom in the last slice', () => {
    const diagram = diagramOf(sequenceOf(throughProxy))
    const names = (shapes: typeof diagram.shapes) =>
      shapes.flatMap((shape) => (shape.is === 'text' && shape.class === 'plain' ? [shape.text] : []))
    expect(names(headOf(diagram))).toEqual(['server', 'wire', 'client'])
    expect(names(slicesOf(diagram).at(-1)?.shapes ?? [])).toEqual(['server', 'wire', 'client'])
  })
})
