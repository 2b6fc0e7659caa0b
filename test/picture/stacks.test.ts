import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrangeStacks } from '../../src/picture/stacks.ts'

/** A pane that wants so many columns, for so many lines; half as wide, it has twice as many. */
const pane = (columns: number, lines: number) => ({
  columns,
  least: 38,
  lines: (width: number) => Math.ceil((columns * lines) / Math.min(width, columns)),
})
const shown = (panes: readonly ReturnType<typeof pane>[], columns: number, stacked = true) =>
  arrangeStacks(panes, columns, stacked).map((band) =>
    band.map(({ panes, columns }) => `${panes.join('+')}:${columns}`).join(' '),
  )

test.each([
  // Panes of about one height stand in bands.
  [[pane(50, 5), pane(50, 5)], ['0:50 1:50']],
  [[pane(50, 5), pane(30, 3), pane(50, 7)], ['0:44 1:30 2:44']],
  [
    [pane(55, 5), pane(55, 3), pane(50, 7), pane(60, 6)],
    ['0:55 1:55', '2:50 3:60'],
  ],
  // One that says much stands beside the others.
  [[pane(60, 26), pane(50, 3), pane(30, 2), pane(50, 7)], ['0:60 1+2+3:50']],
  [[pane(50, 3), pane(60, 30), pane(50, 4)], ['0+2:50 1:60']],
  [[pane(50, 4), pane(50, 4), pane(50, 40), pane(50, 4)], ['0+1+3:50 2:50']],
  [[pane(200, 5)], ['0:120']],
  [[], []],
])('%#', (panes, bands) => expect(shown(panes, 120)).toEqual(bands))

test('where stacks are not wanted, or do not fit, there are bands', () => {
  const panes = [pane(60, 26), pane(50, 3), pane(50, 7)]
  expect(shown(panes, 120)).toEqual(['0:60 1+2:50'])
  expect(shown(panes, 120, false)).toEqual(['0:40 1:39 2:39'])
  expect(shown(panes, 60)).toEqual(['0:60', '1:60', '2:60'])
})

test('every pane stands once, beside or below the others, inside the picture and in order from the top', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 7, max: 200 }), fc.integer({ min: 1, max: 60 })), { maxLength: 12 }),
      fc.integer({ min: 24, max: 250 }),
      (wanted, columns) => {
        const panes = wanted.map(([width, lines]) => pane(width, lines))
        const bands = arrangeStacks(panes, columns, true)
        expect(bands.flatMap((band) => band.flatMap(({ panes }) => panes)).sort((a, b) => a - b)).toEqual([
          ...panes.keys(),
        ])
        for (const band of bands) {
          let free = 0
          for (const stack of band) {
            expect(stack.column).toBeGreaterThanOrEqual(free)
            expect(stack.panes).toEqual([...stack.panes].sort((a, b) => a - b))
            free = stack.column + stack.columns + 1
          }
          expect(free - 1).toBeLessThanOrEqual(columns)
        }
      },
    ),
  )
})
