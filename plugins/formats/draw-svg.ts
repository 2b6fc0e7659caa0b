import type { Drawing, DrawOptions, Pane, PaneLine, Transcript } from '../../src/plugin.ts'
import { pieces } from './pieces.ts'
import { colourRules, fontRules, Looks, themed } from './style-sheet.ts'
import { attribute, baseline, content, escaped, fontSize, number, place, rowHeight } from './units.ts'
import { rootOf, windowOf } from './window.ts'

const defaultColumns = 120

/** The panes of a transcript as one SVG file, the same text on every machine. */
export function drawSvg(drawing: Drawing, transcript: Transcript, options: DrawOptions): string {
  const { width = defaultColumns, theme = 'dark', layout, fontSize: size = fontSize } = options
  const picture = drawing.layoutPanes(transcript, { columns: width, ...(layout && { layout }) })
  const looks = new Looks(drawing, theme)
  const draw = { looks, widthOf: drawing.widthOf }
  const panes = picture.panes.map((pane) => paneOf(pane, draw))
  const rules = themed(drawing, theme, (colours, shade) => colourRules(colours) + looks.rules(shade))
  const head = `${heading(transcript)}<style>\n${fontRules}${rules}</style>\n`
  return `${rootOf(picture, size / fontSize)}${head}${panes.join('')}</svg>\n`
}

interface Draw {
  readonly looks: Looks
  readonly widthOf: (text: string) => number
}

function heading({ title, source, recorded }: Transcript): string {
  return `<title>${escaped(title)}</title>\n<desc>${escaped(`${source}, recorded ${recorded}`)}</desc>\n`
}

function paneOf(pane: Pane, draw: Draw): string {
  const lines = pane.lines.map((line) => lineOf(pane, line, draw))
  return `<g>\n${windowOf(pane)}${lines.join('')}</g>\n`
}

function lineOf(pane: Pane, line: PaneLine, { looks, widthOf }: Draw): string {
  const y = baseline(line.row, pane.tier)
  let column = pane.column + content
  let drawn = ''
  let box: { readonly look: string; readonly column: number; columns: number } | undefined
  let boxes = ''
  const endBox = () => (boxes += box === undefined ? '' : behind(box.look, box.column, box.columns, y))
  for (const run of line.runs) {
    const width = widthOf(run.text)
    const look = run.look === undefined ? {} : looks.classesOf(run.look)
    // One box for neighbours of one colour: between two there would be a seam.
    if (box?.look !== look.box) {
      endBox()
      box = look.box === undefined ? undefined : { look: look.box, column, columns: 0 }
    }
    if (box !== undefined) box.columns += width
    const classes = look.text === undefined ? run.style : `${run.style} ${look.text}`
    for (const { text, offset, columns } of pieces(run.text, widthOf)) {
      drawn += textOf(text, classes, column + offset, columns, y)
    }
    column += width
  }
  endBox()
  drawn = boxes + drawn
  if (line.clock === undefined) return drawn
  return (
    drawn + textOf(line.clock, 'clock', pane.column + pane.columns - content - line.clock.length, line.clock.length, y)
  )
}

/** `textLength` holds the columns in place whatever font the reader has. */
function textOf(text: string, classes: string, column: number, columns: number, y: number): string {
  const at = `x="${number(place(column))}" y="${number(y)}"`
  return `<text class="${attribute(classes)}" ${at} textLength="${number(place(columns) - place(0))}">${escaped(text)}</text>\n`
}

/** Cells of another colour than the pane's, under their text. */
function behind(look: string, column: number, columns: number, y: number): string {
  const box = `x="${number(place(column))}" y="${number(y - fontSize)}" width="${number(place(columns) - place(0))}" height="${rowHeight}"`
  return `<rect class="${attribute(look)}" ${box}/>\n`
}
