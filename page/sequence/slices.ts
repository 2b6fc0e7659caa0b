import type { Diagram } from '../../src/picture/sequence/diagram.ts'
import type { Shape } from '../../src/picture/sequence/shapes.ts'
import { countUpTo } from '../../src/picture/folded-time.ts'

/** A stretch of a diagram over its whole width, that is drawn by itself. It begins and ends between two parts, so that no text is cut. */
export interface Slice {
  readonly top: number
  readonly bottom: number
  /** Parts [first, end) stand in it. */
  readonly first: number
  readonly end: number
  readonly shapes: readonly Shape[]
}

/** Pixels that a slice has at least, if it is not the last. */
const tall = 240
/** Slices near its ends through which an arrow is drawn: nobody follows a longer one with the eye. */
const near = 100
/** Arrows that go through a slice and neither begin nor end in it; more than these look the same to a reader. */
const mostPassing = 100
/** Pixels by which heads, circles and descenders reach over a line. */
const overhang = 5

/** Everything below the names of the life lines, cut into slices: of a long diagram only those in view are drawn. */
export function slicesOf({ shapes, parts, head, height }: Diagram): Slice[] {
  const slices: { top: number; bottom: number; first: number; end: number; passing: number; shapes: Shape[] }[] = []
  const begin = (top: number, first: number) =>
    slices.push({ top, bottom: height, first, end: first, passing: 0, shapes: [] })
  begin(head, 0)
  for (const [index, { top }] of parts.entries()) {
    const last = slices.at(-1)!
    if (top - last.top >= tall) {
      last.bottom = top
      begin(top, index)
    }
    slices.at(-1)!.end = index + 1
  }
  const tops = slices.map(({ top }) => top)
  const at = (y: number): number => Math.max(0, countUpTo(tops, y) - 1)
  for (const shape of shapes) {
    const [from, to] = extentOf(shape)
    if (to <= head) continue
    const [first, last] = [at(from - overhang), at(to + overhang)]
    const isLong = shape.message !== undefined && last - first > 2 * near
    for (let index = first; index <= last; index++) {
      if (isLong && index === first + near) index = last - near
      const slice = slices[index]!
      if (shape.message !== undefined && index > first && index < last && ++slice.passing > mostPassing) continue
      slice.shapes.push(shape)
    }
  }
  return slices
}

/** The names at the top. */
export const headOf = ({ shapes, head }: Diagram): Shape[] =>
  shapes.filter((shape) => shape.message === undefined && extentOf(shape)[1] <= head)

/** The upper and the lower edge of a shape; of a text that of its letters. */
function extentOf(shape: Shape): readonly [top: number, bottom: number] {
  switch (shape.is) {
    case 'box':
      return [shape.y, shape.y + shape.height]
    case 'line':
      return [Math.min(shape.y1, shape.y2), Math.max(shape.y1, shape.y2)]
    case 'head': {
      const heights = shape.points.split(' ').map((point) => Number(point.split(',')[1]))
      return [Math.min(...heights), Math.max(...heights)]
    }
    case 'circle':
      return [shape.y, shape.y]
    case 'text':
      return [shape.y - 12, shape.y]
  }
}
