import { widthOf } from '../../src/text/wrap.ts'
import { cellWidth } from '../../src/picture/cell.ts'
import type { Shape, TextShape } from '../../src/picture/sequence/shapes.ts'
import { cellsOf } from '../parts/cells.ts'

/** Pixels of a dash of a life line and the gap behind it, as the style sheet has them. */
const dash = 6

/** A shape of a diagram as SVG. Of a life line no more than what is seen from `top` to `bottom` is drawn. */
export function ShapeView({
  shape,
  top,
  bottom,
}: {
  readonly shape: Shape
  readonly top: number
  readonly bottom: number
}) {
  switch (shape.is) {
    case 'box':
      return <rect class={shape.class} x={shape.x} y={shape.y} width={shape.width} height={shape.height} rx={5} />
    case 'line': {
      const isLife = shape.message === undefined
      // Whole dashes are left out, so that they meet those of the slice before.
      const y1 = isLife ? shape.y1 + Math.max(0, Math.floor((top - shape.y1) / dash)) * dash : shape.y1
      const y2 = isLife ? Math.min(shape.y2, bottom) : shape.y2
      return <line class={shape.class} x1={shape.x1} y1={y1} x2={shape.x2} y2={y2} />
    }
    case 'head':
      return <polygon class={shape.class} points={shape.points} />
    case 'circle':
      return <circle class={shape.class} cx={shape.x} cy={shape.y} r={3.5} />
    case 'text':
      return <TextView {...shape} />
  }
}

/** Columns stay in place whatever the font: a stretch of common characters has the length of its cells. */
function TextView({ class: classes, text, x, y }: TextShape & { readonly class: string }) {
  let column = 0
  return (
    <>
      {cellsOf(text).map(({ text: piece, cells }) => {
        const at = x + column * cellWidth
        column += cells ?? widthOf(piece)
        return (
          <text class={classes} x={at} y={y} textLength={cells === undefined ? widthOf(piece) * cellWidth : undefined}>
            {piece}
          </text>
        )
      })}
    </>
  )
}
