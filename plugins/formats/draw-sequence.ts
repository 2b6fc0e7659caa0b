import { cellWidth } from '../../src/plugin.ts'
import type { Diagram, Drawing, DrawOptions, Sequence, Shape, ThemeColours } from '../../src/plugin.ts'
import { headingOf } from './heading.ts'
import { pieces } from './pieces.ts'
import { fontRules, themed } from './style-sheet.ts'
import { attribute, escaped, fontSize, number } from './units.ts'
import { rootOf } from './window.ts'

/** A message sequence diagram as one SVG file. */
export function drawSequence(
  drawing: Drawing,
  sequence: Sequence,
  { width, height, shapes }: Diagram,
  { theme = 'dark', fontSize: size = fontSize }: DrawOptions,
): string {
  const scale = size / fontSize
  const rules = themed(drawing, theme, rulesOf)
  return [
    rootOf({ width, height }, scale),
    headingOf(sequence),
    `<style>\n${fontRules}${lineRules}${rules}</style>\n`,
    `<rect class="page" x="0.5" y="0.5" width="${number(width - 1)}" height="${number(height - 1)}" rx="8"/>\n`,
    ...shapes.map((shape) => shapeOf(shape, drawing.widthOf)),
    '</svg>\n',
  ].join('')
}

function shapeOf(shape: Shape, widthOf: (text: string) => number): string {
  const name = `class="${attribute(shape.class)}"`
  if (shape.is === 'line')
    return `<line ${name} x1="${number(shape.x1)}" y1="${number(shape.y1)}" x2="${number(shape.x2)}" y2="${number(shape.y2)}"/>\n`
  if (shape.is === 'head') return `<polygon ${name} points="${shape.points}"/>\n`
  if (shape.is === 'circle') return `<circle ${name} cx="${number(shape.x)}" cy="${number(shape.y)}" r="3.5"/>\n`
  if (shape.is === 'box')
    return `<rect ${name} x="${number(shape.x)}" y="${number(shape.y)}" width="${number(shape.width)}" height="${number(shape.height)}" rx="5"/>\n`
  return pieces(shape.text, widthOf)
    .map(({ text, offset, columns }) => {
      const at = `x="${number(shape.x + offset * cellWidth)}" y="${number(shape.y)}" textLength="${number(columns * cellWidth)}"`
      return `<text ${name} ${at}>${escaped(text)}</text>\n`
    })
    .join('')
}

/** What is the same in every theme. FIN and the beginning of a connection carry no bytes, so that their lines are broken. */
const lineRules = `.life { stroke-width: 1.5; stroke-dasharray: 2 4 }
.arrow { stroke-width: 1.5 }
.connect, .fin { stroke-dasharray: 6 3 }
polygon, circle, .cross { stroke-dasharray: none }
.label { paint-order: stroke; stroke-width: 4px; stroke-linejoin: round }
`

const rulesOf = (colours: ThemeColours): string => `text, .label { fill: ${colours.text} }
.page { fill: ${colours.pane}; stroke: ${colours.border} }
.head, .remark { fill: ${colours.bar}; stroke: ${colours.border} }
.life { stroke: ${colours.border} }
.label { stroke: ${colours.pane} }
.plain { fill: ${colours.plain} }
text.sent { fill: ${colours.sent} }
text.event { fill: ${colours.event} }
text.stderr { fill: ${colours.stderr} }
text.note { fill: ${colours.note} }
.clock { fill: ${colours.clock} }
.arrow { stroke: ${colours.text}; fill: ${colours.text} }
.connect, .fin { stroke: ${colours.event}; fill: ${colours.event} }
.rst { stroke: ${colours.stderr}; fill: none }
rect.failure, rect.error { stroke: ${colours.stderr} }
rect.note { fill: none; stroke: ${colours.note} }
.lost { fill: ${colours.pane} }
`
