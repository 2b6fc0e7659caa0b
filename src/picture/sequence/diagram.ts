import { widthOf } from '../../text/wrap.ts'
import { clockOf } from '../clock.ts'
import { arrowOf } from './arrow.ts'
import { boxPadding, columnsOf, type Columns } from './columns.ts'
import { isArrow, type Sequence } from './model.ts'
import { momentsOf, type Moment } from './moments.ts'
import { cellWidth } from '../cell.ts'
import { lineHeight, margin, textOf, type Shape } from './shapes.ts'

/** A message sequence diagram as shapes, in pixels of a text of 14; formats write them, and the report's page shows them. */
export interface Diagram {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
  /** Where the names of the life lines end, below which everything happens. */
  readonly head: number
  /** Everything that happens, from top to bottom, each with its upper and its lower edge. */
  readonly parts: readonly DiagramPart[]
}

export interface DiagramPart extends Moment {
  readonly top: number
  readonly bottom: number
}

/** Cells that a diagram takes at most, unless many actors need more. */
const usualColumns = 120

/** Places everything: life lines by the text between them, messages below each other in their order. */
export function diagramOf(sequence: Sequence, columns = usualColumns): Diagram {
  return new Drawing(sequence, columns).drawn()
}

class Drawing {
  private readonly shapes: Shape[] = []
  private readonly sequence: Sequence
  private readonly columns: Columns
  private readonly moments: readonly Moment[]
  /** Messages that arrive after something else has happened. */
  private readonly late: ReadonlySet<number>
  private readonly left: number
  private readonly begun = new Map<number, number>()
  private readonly clock: (micros: number) => string
  private readonly right: number
  private readonly width: number
  private readonly top: number
  private latest = ''
  private y = margin

  constructor(sequence: Sequence, columns: number) {
    this.sequence = sequence
    this.moments = momentsOf(sequence)
    this.late = new Set(this.moments.flatMap(({ message, arrival }) => (arrival === true ? [message] : [])))
    const clock = clockOf(sequence.recorded)
    this.clock = sequence.exact ? secondsOf : (micros) => clock(Math.floor(micros / 1e6))
    const last = this.moments.reduce((latest, { at }) => Math.max(latest, at), 0)
    const times = (widthOf(this.clock(last)) + 2) * cellWidth
    const hasArrivals = sequence.messages.some(({ arrived }) => arrived !== undefined)
    const gutters = times * (hasArrivals ? 2 : 1)
    this.columns = columnsOf(sequence, Math.floor(columns - gutters / cellWidth))
    this.left = margin + times
    this.right = this.left + this.columns.width * cellWidth + 2 * cellWidth
    this.width = margin + (hasArrivals ? this.right + times - 2 * cellWidth : this.right - 2 * cellWidth)
    this.top = this.columns.heads.some(({ command }) => command !== '') ? 48 : 30
  }

  drawn(): Diagram {
    this.heads(this.top)
    this.y += this.top + 6
    const from = this.y - 6
    const parts = this.moments.map((moment): DiagramPart => {
      const top = this.y
      this.moment(moment)
      return { ...moment, top, bottom: this.y }
    })
    this.y += 10
    const lives = this.columns.lives.map((_, index): Shape => {
      const x = this.lifeAt(index)
      return { is: 'line', class: 'life', x1: x, y1: from, x2: x, y2: this.y }
    })
    this.heads(30)
    this.y += 30
    const all = [...lives, ...this.shapes].map((shape) => ({ shape, layer: layerOf(shape) }))
    all.sort((one, other) => one.layer - other.layer)
    return { width: this.width, height: this.y + margin, shapes: all.map(({ shape }) => shape), head: from, parts }
  }

  private readonly lifeAt = (index: number): number => this.left + (this.columns.lives[index] ?? 0) * cellWidth

  private heads(height: number): void {
    for (const [index, { name, command, width }] of this.columns.heads.entries()) {
      const x = this.lifeAt(index)
      const half = (width * cellWidth) / 2
      this.shapes.push({ is: 'box', class: 'head', x: x - half, y: this.y, width: 2 * half, height })
      const second = height > 30 && command !== ''
      const middle = this.y + height / 2 + (second ? -4 : 5)
      this.shapes.push(textOf('plain', name, x, middle, 'middle'))
      if (second) this.shapes.push(textOf('clock', command, x, middle + 19, 'middle'))
    }
  }

  private moment({ message: index, arrival, at }: Moment): void {
    const message = this.sequence.messages[index]
    if (message === undefined) return
    const lines = this.columns.labels[index] ?? []
    if (arrival === true) {
      this.y += 16
      this.arrow(index, this.begun.get(index) ?? this.y, this.y)
      this.time(this.right, 'start', at)
      this.y += 6
    } else if (isArrow(message)) this.sent(index, lines)
    else this.box(index, lines)
  }

  private sent(index: number, lines: readonly string[]): void {
    const message = this.sequence.messages[index]
    if (message === undefined) return
    this.y += lines.length * lineHeight + 6
    this.begun.set(index, this.y)
    this.time(this.left - 2 * cellWidth, 'end', message.at)
    const arrivesLater = this.late.has(index)
    this.label(index, lines, arrivesLater)
    if (!arrivesLater) {
      this.arrow(index, this.y, this.y)
      if (message.arrived !== undefined) this.time(this.right, 'start', message.arrived)
    }
    this.y += 10
  }

  /** Above its arrow: in the middle, or where it begins when it is on its way for long. */
  private label(index: number, lines: readonly string[], atStart: boolean): void {
    const message = this.sequence.messages[index]
    if (message === undefined) return
    const { from, to, kind } = message
    const classes = kind === 'data' ? 'label' : `label ${kind === 'rst' ? 'stderr' : 'event'}`
    for (const [line, text] of lines.entries()) {
      const y = this.y - 6 - (lines.length - 1 - line) * lineHeight
      const known = this.lifeAt(from ?? to ?? 0)
      const other = from === undefined || to === undefined ? undefined : this.lifeAt(to)
      const shape =
        other === undefined
          ? textOf(classes, text, known - 2 * cellWidth, y, 'end')
          : atStart
            ? textOf(
                classes,
                text,
                known + (other > known ? cellWidth : -cellWidth),
                y,
                other > known ? 'start' : 'end',
              )
            : textOf(classes, text, (known + other) / 2, y, 'middle')
      this.shapes.push({ ...shape, message: index })
    }
  }

  private arrow(index: number, y1: number, y2: number): void {
    const message = this.sequence.messages[index]
    if (message === undefined) return
    const { from, to, kind } = message
    const known = this.lifeAt(from ?? to ?? 0)
    const stub = (Math.max(...(this.columns.labels[index] ?? []).map(widthOf), 4) + 3) * cellWidth
    const [x1, x2] = [from === undefined ? known - stub : known, to === undefined ? known - stub : this.lifeAt(to)]
    const end = from === undefined ? ('found' as const) : to === undefined ? ('lost' as const) : undefined
    for (const shape of arrowOf(kind, { x1, y1, x2, y2, end })) this.shapes.push({ ...shape, message: index })
  }

  private box(index: number, lines: readonly string[]): void {
    const message = this.sequence.messages[index]
    if (message === undefined) return
    const { from, kind, at } = message
    this.y += 6
    const height = lines.length * lineHeight + 8
    const width = (Math.max(0, ...lines.map(widthOf)) + 2 * boxPadding) * cellWidth
    const across = this.columns.width * cellWidth
    const middle = from === undefined ? this.left + across / 2 : this.lifeAt(from)
    const wide = from === undefined ? across : width
    const place = { x: middle - wide / 2, y: this.y, width: wide, height }
    this.shapes.push({ is: 'box', class: `remark ${kind}`, ...place, message: index })
    for (const [line, text] of lines.entries()) {
      const y = this.y + 17 + line * lineHeight
      const start = from === undefined ? middle - (widthOf(text) * cellWidth) / 2 : place.x + boxPadding * cellWidth
      this.shapes.push({ ...textOf(textClasses[kind] ?? 'printed', text, start, y, 'start'), message: index })
    }
    this.y += height
    this.time(this.left - 2 * cellWidth, 'end', at, this.y - height + 17)
    this.y += 6
  }

  /** A clock that stands still is written once. */
  private time(x: number, anchor: 'start' | 'end', at: number, y = this.y + 5): void {
    const text = this.clock(at)
    if (!this.sequence.exact && text === this.latest) return
    this.latest = text
    this.shapes.push(textOf('clock', text, x, y, anchor))
  }
}

/** Arrows that are long on their way go behind the boxes that they meet, and no line goes through a text. */
const layerOf = ({ is }: Shape): number => (is === 'text' ? 2 : is === 'box' ? 1 : 0)

const textClasses: Readonly<Record<string, string>> = {
  input: 'sent',
  error: 'stderr',
  event: 'event',
  exit: 'event',
  signal: 'event',
  note: 'note',
  failure: 'stderr',
}

/** Seconds with microseconds: `0.317115`. */
const secondsOf = (micros: number): string => (micros / 1e6).toFixed(6)
