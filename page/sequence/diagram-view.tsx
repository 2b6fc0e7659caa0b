import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Diagram } from '../../src/picture/sequence/diagram.ts'
import { ShapeView } from './shape-view.tsx'
import { headOf, type Slice } from './slices.ts'

interface Props {
  readonly diagram: Diagram
  /** Those that are drawn. */
  readonly slices: readonly Slice[]
  /** The part at the present time; what stands below has not happened yet. */
  readonly now: number
  /** What stands over the picture, at the same places. */
  readonly children: ComponentChildren
}

/** A diagram in its whole size, and of it what is in view. */
export function DiagramView({ diagram, slices, now, children }: Props) {
  const { width, height, head, parts } = diagram
  // Kept while only the time goes on, so that nothing of it is compared with what stands there.
  const names = useMemo(() => <HeadView diagram={diagram} />, [diagram])
  const picture = useMemo(
    () => slices.map((slice) => <SliceView key={slice.first} {...{ slice, width }} />),
    [slices, width],
  )
  return (
    <div class="sequence-whole" role="presentation" style={{ width: `${width}px`, height: `${height}px` }}>
      {names}
      {picture}
      {now < parts.length - 1 && (
        <div class="to-come" role="presentation" style={{ top: `${parts[now]?.bottom ?? head}px` }} />
      )}
      {children}
    </div>
  )
}

/** The names of the life lines, which stay in view. */
function HeadView({ diagram }: { readonly diagram: Diagram }) {
  const { width, head: height } = diagram
  return (
    <svg class="sequence-head" aria-hidden="true" {...{ width, height }} viewBox={`0 0 ${width} ${height}`}>
      {headOf(diagram).map((shape) => (
        <ShapeView shape={shape} top={0} bottom={height} />
      ))}
    </svg>
  )
}

function SliceView({ slice, width }: { readonly slice: Slice; readonly width: number }) {
  const { top, bottom, shapes } = slice
  const height = bottom - top
  return (
    <svg
      class="sequence-slice"
      aria-hidden="true"
      {...{ width, height }}
      viewBox={`0 ${top} ${width} ${height}`}
      style={{ top: `${top}px` }}
    >
      {shapes.map((shape) => (
        <ShapeView {...{ shape, top, bottom }} />
      ))}
    </svg>
  )
}
