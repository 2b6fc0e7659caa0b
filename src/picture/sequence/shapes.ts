import { widthOf } from '../../text/wrap.ts'
import { cellWidth } from '../cell.ts'

/** What a diagram is made of, in pixels; `message` is the index of the message that it shows. */
export type Shape = (
  | { readonly is: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly is: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  /** The points of a polygon, as SVG has them. */
  | { readonly is: 'head'; readonly points: string }
  | { readonly is: 'circle'; readonly x: number; readonly y: number }
  /** `x` is where the first of its cells begins. */
  | TextShape
) & { readonly class: string; readonly message?: number }

export interface TextShape {
  readonly is: 'text'
  readonly text: string
  readonly x: number
  readonly y: number
}

export const lineHeight = 18
export const margin = 14

/** A text that begins, ends or has its middle at `x`. */
export function textOf(
  classes: string,
  text: string,
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
): TextShape & { readonly class: string } {
  const width = widthOf(text) * cellWidth
  return { is: 'text', class: classes, text, x: anchor === 'start' ? x : x - (anchor === 'end' ? width : width / 2), y }
}
