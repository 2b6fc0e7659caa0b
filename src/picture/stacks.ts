import { arrange, sideBySide } from './bands.ts'
import type { Wanted } from './bands.ts'

/** Panes of one width, one below the other, and where they stand. */
export interface Stack {
  /** From the top. */
  readonly panes: readonly number[]
  readonly column: number
  readonly columns: number
}

/** A pane whose height depends on its width. */
export interface Measured extends Wanted {
  /** Its lines, at this width. */
  lines(columns: number): number
}

/** Of a pane beside its lines, in rows: its frame, and its title bar, which is higher than a row. */
const frame = 3.3
/** What is harder to read is chosen where it saves this much of the area. */
const worthIt = 1.1
/** A wrapped line is harder to read, too: it counts as so many more. */
const priceOfBreak = 0.35

/**
 * Bands of stacks. As a rule each stack is one pane, and panes of one band have one height. Where that leaves large holes, since one pane
 * says much and others little, there is one band of stacks of about the same height: each pane stands in the shortest, in their order,
 * or where that is much better, the tallest first.
 */
export function arrangeStacks(panes: readonly Measured[], columns: number, stacked: boolean): Stack[][] {
  const bands = arrange(panes, columns).map((band) =>
    band.map(({ index, column, columns }): Stack => ({ panes: [index], column, columns })),
  )
  let best = bands
  if (!stacked) return best
  for (const order of [inOrder, tallestFirst]) {
    let least = areaOf(best, panes) / worthIt
    for (let count = 2; count < panes.length; count++) {
      const found = inStacks(panes, columns, count, order)
      if (found === undefined) break
      const area = areaOf([found], panes)
      if (area < least) [best, least] = [[found], area]
    }
  }
  return best
}

const inOrder = (panes: readonly Measured[]): number[] => [...panes.keys()]

const tallestFirst = (panes: readonly Measured[], columns: number): number[] => {
  const heights = panes.map((pane) => pane.lines(columns))
  return inOrder(panes).sort((a, b) => (heights[b] as number) - (heights[a] as number))
}

/** How much room an arrangement takes, and as if it were room, how many of its lines are wrapped. */
function areaOf(bands: readonly (readonly Stack[])[], panes: readonly Measured[]): number {
  const stacks = bands.flat()
  const width = Math.max(0, ...stacks.map((stack) => stack.column + stack.columns))
  const height = bands.reduce((sum, band) => sum + Math.max(...band.map((stack) => heightOf(stack, panes))), 0)
  const broken = stacks.reduce((sum, stack) => sum + brokenLines(stack, panes), 0)
  return width * (height + broken * priceOfBreak)
}

const brokenLines = (stack: Stack, panes: readonly Measured[]): number =>
  stack.panes.reduce((sum, index) => {
    const pane = panes[index] as Measured
    return sum + pane.lines(stack.columns) - pane.lines(pane.columns)
  }, 0)

const heightOf = (stack: Stack, panes: readonly Measured[]): number =>
  stack.panes.reduce((sum, index) => sum + frame + (panes[index] as Measured).lines(stack.columns), 0)

/** So many stacks, or undefined where they do not fit beside each other. */
function inStacks(
  panes: readonly Measured[],
  columns: number,
  count: number,
  order: (panes: readonly Measured[], columns: number) => readonly number[],
): Stack[] | undefined {
  let widths = Array.from({ length: count }, () => Math.floor((columns + 1) / count) - 1)
  let stacks: Stack[] = []
  // A second time with the widths that the first one leads to.
  for (let round = 0; round < 2; round++) {
    const members = inShortest(panes, order(panes, widths[0] as number), widths)
    const wanted = members.map((indexes) => ({
      columns: Math.max(...indexes.map((index) => (panes[index] as Measured).columns)),
      least: Math.max(...indexes.map((index) => (panes[index] as Measured).least)),
    }))
    const least = wanted.reduce((sum, each) => sum + 1 + Math.min(each.columns, each.least), -1)
    if (least > columns) return undefined
    stacks = sideBySide(wanted, columns).map(({ index, column, columns }) => ({
      panes: members[index] as number[],
      column,
      columns,
    }))
    widths = stacks.map(({ columns }) => columns)
  }
  return stacks
}

/** Puts each pane into the stack that is the shortest so far; the first pane of all is in the first stack. */
function inShortest(panes: readonly Measured[], order: readonly number[], widths: readonly number[]): number[][] {
  const stacks = widths.map((columns) => ({ columns, height: 0, members: [] as number[] }))
  for (const index of order) {
    const shortest = stacks.reduce((least, each) => (each.height < least.height ? each : least))
    shortest.members.push(index)
    shortest.height += frame + (panes[index] as Measured).lines(shortest.columns)
  }
  return stacks.map(({ members }) => members.sort((a, b) => a - b)).sort((a, b) => (a[0] as number) - (b[0] as number))
}
