import type { SequenceMessage } from './model.ts'
import type { Shape } from './shapes.ts'

export interface Span {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  /** One end was not seen: where it came from, or where it went. */
  readonly end?: 'found' | 'lost' | undefined
}

const size = { length: 10, half: 4.5, cross: 5 }

/** A line with its head; of an RST a cross, since nothing more arrives. */
export function arrowOf(kind: SequenceMessage['kind'], { x1, y1, x2, y2, end }: Span): Shape[] {
  const classes = `arrow ${kind}`
  const length = Math.hypot(x2 - x1, y2 - y1) || 1
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length]
  const line: Shape = { is: 'line', class: classes, x1, y1, x2: x2 - dx * 2, y2: y2 - dy * 2 }
  const tip = kind === 'rst' ? cross(classes, x2 - dx * size.cross, y2) : [head(classes, { x: x2, y: y2, dx, dy })]
  const circle: Shape[] =
    end === undefined
      ? []
      : [{ is: 'circle', class: `${classes} ${end}`, ...(end === 'found' ? { x: x1, y: y1 } : { x: x2, y: y2 }) }]
  return [line, ...tip, ...circle]
}

function head(classes: string, { x, y, dx, dy }: { x: number; y: number; dx: number; dy: number }): Shape {
  const [backX, backY] = [x - dx * size.length, y - dy * size.length]
  const points = [
    [x, y],
    [backX - dy * size.half, backY + dx * size.half],
    [backX + dy * size.half, backY - dx * size.half],
  ]
  return { is: 'head', class: classes, points: points.map((point) => point.map(rounded).join(',')).join(' ') }
}

function cross(classes: string, x: number, y: number): Shape[] {
  const { cross: half } = size
  return [-half, half].map((up) => ({
    is: 'line',
    class: `${classes} cross`,
    x1: x - half,
    y1: y - up,
    x2: x + half,
    y2: y + up,
  }))
}

const rounded = (value: number): number => Math.round(value * 100) / 100
