import { loadDrawing } from '../../src/plugin.ts'
import type { Format, Pane, PaneLine, Transcript } from '../../src/plugin.ts'
import { pieces } from './pieces.ts'
import { rootOf, windowOf } from './window.ts'
import { drawn as drawnAs } from './look.ts'
import { attribute, baseline, content, escaped, fontSize, number, place, rowHeight } from './units.ts'

const defaultColumns = 120

export const svg: Format = {
  about: 'a picture of the panes for documents and slides',
  extension: '.svg',
  default: true,
  async write(transcript, { width = defaultColumns }) {
    const { layoutPanes, widthOf } = await loadDrawing()
    const picture = layoutPanes(transcript, { columns: width })
    const tops = [...new Set(picture.panes.map((pane) => pane.row))]
    const panes = picture.panes.map((pane) => paneOf(pane, tops.indexOf(pane.row), widthOf))
    return `${rootOf(picture, tops.length, heading(transcript))}${panes.join('')}</svg>\n`
  },
}

type Width = (text: string) => number

function heading({ title, source, recorded }: Transcript): string {
  return `<title>${escaped(title)}</title>\n<desc>${escaped(`${source}, recorded ${recorded}`)}</desc>\n`
}

function paneOf(pane: Pane, band: number, widthOf: Width): string {
  const lines = pane.lines.map((line) => lineOf(pane, line, band, widthOf))
  return `<g>\n${windowOf(pane, band)}${lines.join('')}</g>\n`
}

function lineOf(pane: Pane, line: PaneLine, band: number, widthOf: Width): string {
  const y = baseline(line.row, band)
  let column = pane.column + content
  let drawn = ''
  let box: { readonly colour: string; readonly column: number; columns: number } | undefined
  let boxes = ''
  const endBox = () => (boxes += box === undefined ? '' : behind(box.colour, box.column, box.columns, y))
  for (const run of line.runs) {
    const width = widthOf(run.text)
    const look = run.look === undefined ? undefined : drawnAs(run.look)
    // One box for neighbours of one colour: between two there would be a seam.
    if (box?.colour !== look?.background) {
      endBox()
      box = look?.background === undefined ? undefined : { colour: look.background, column, columns: 0 }
    }
    if (box !== undefined) box.columns += width
    for (const { text, offset, columns } of pieces(run.text, widthOf)) {
      drawn += textOf(text, run.style, column + offset, columns, y, look?.attributes)
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
function textOf(text: string, style: string, column: number, columns: number, y: number, attributes = ''): string {
  const at = `x="${number(place(column))}" y="${number(y)}"`
  return `<text class="${attribute(style)}" ${at} textLength="${number(place(columns) - place(0))}"${attributes}>${escaped(text)}</text>\n`
}

/** Cells of another colour than the pane's, under their text. */
function behind(colour: string, column: number, columns: number, y: number): string {
  const box = `x="${number(place(column))}" y="${number(y - fontSize)}" width="${number(place(columns) - place(0))}" height="${rowHeight}"`
  return `<rect ${box} fill="${attribute(colour)}"/>\n`
}
