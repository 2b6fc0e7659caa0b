import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrange } from '../../src/picture/bands.ts'

const arrangeAll = (columns: readonly number[], room: number) =>
  arrange(
    columns.map((each) => ({ columns: each, least: 38 })),
    room,
  )
const shown = (expectations: number[], columns: number) =>
  arrangeAll(expectations, columns).map((band) => band.map(({ column, columns }) => `${column}+${columns}`).join(' '))

test.each([
  [[30, 40], 100, ['0+30 31+40']],
  [[30, 90], 100, ['0+30 31+69']],
  [[90, 90], 101, ['0+50 51+50']],
  [[90, 90], 80, ['0+39 40+40']],
  [[90, 90], 70, ['0+70', '0+70']],
  [[90, 90, 90], 80, ['0+39 40+40', '0+80']],
  [[90, 90, 90, 90], 120, ['0+59 60+60', '0+59 60+60']],
  [[90, 10, 90], 100, ['0+44 45+10 56+44']],
  [[200], 80, ['0+80']],
  // Two and two would not fit.
  [[7, 7, 7, 17], 24, ['0+7 8+7 16+7', '0+23']],
  // Three and two, of which the two get what is left; one alone would be much wider than it needs.
  [[50, 30, 30, 50, 50], 120, ['0+50 51+30 82+30', '0+55 56+56']],
  [[50, 30, 30, 30], 112, ['0+50 51+30', '0+40 41+40']],
  [[60, 60, 20], 60, ['0+60', '0+39 40+20']],
  [[60, 60, 60, 20], 60, ['0+60', '0+60', '0+39 40+20']],
  [[60, 40, 20], 50, ['0+50', '0+50', '0+20']],
  [[], 80, []],
])('panes that expect %j in %i columns', (expectations, columns, bands) =>
  expect(shown(expectations, columns)).toEqual(bands),
)

test('a pane that may not be squeezed gets what it wants, or a band of its own', () => {
  const places = (room: number) =>
    arrange(
      [
        { columns: 90, least: 90 },
        { columns: 80, least: 38 },
      ],
      room,
    ).map((band) => band.map(({ columns }) => columns))
  expect(places(140)).toEqual([[90, 49]])
  expect(places(120)).toEqual([[90], [90]])
  expect(places(60)).toEqual([[60], [60]])
})

test('every pane has one place, in order, inside the picture and beside the others', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 7, max: 300 })),
      fc.integer({ min: 24, max: 250 }),
      (expectations, columns) => {
        const bands = arrangeAll(expectations, columns)
        expect(bands.flat().map(({ index }) => index)).toEqual(expectations.map((_, index) => index))
        for (const band of bands) {
          let free = 0
          for (const place of band) {
            expect(place.column).toBeGreaterThanOrEqual(free)
            expect(place.columns).toBeGreaterThanOrEqual(Math.min(expectations[place.index] as number, 38, columns))
            free = place.column + place.columns + 1
          }
          expect(free - 1).toBeLessThanOrEqual(columns)
        }
      },
    ),
  )
})
