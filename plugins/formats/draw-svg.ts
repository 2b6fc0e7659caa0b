import type { Drawing, DrawOptions, Pane, PaneLine, PaneRun, Picture, Theme, Transcript } from '../../src/plugin.ts'
import { headingOf } from './heading.ts'
import { pieces } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { sizeOf, spansOf } from './spans.ts'
import type { Span } from './spans.ts'
import { colourRules, fontRules, Looks, themed } from './style-sheet.ts'
import { attribute, baseline, content, escaped, fontSize, number, xOf, rowHeight } from './units.ts'
import { rootOf, windowOf } from './window.ts'
import type { Area } from './units.ts'

const defaultColumns = 120

/** The panes of a transcript as one SVG file, the same text on every machine. */
export function drawSvg(drawing: Drawing, transcript: Transcript, options: DrawOptions): string {
  const { width = defaultColumns, theme = 'dark', layout, fontSize: size = fontSize } = options
  const picture = drawing.layoutPanes(transcript, { columns: width, ...(layout && { layout }) })
  return drawPanes(drawing, picture, { theme, scale: size / fontSize, heading: headingOf(transcript) })
}

/** How laid-out panes are drawn: of a `part` nothing else is seen, and panes that are not in it may be left out. */
export interface PanesDrawn {
  readonly theme: Theme
  readonly scale: number
  readonly heading?: string
  readonly part?: {
    readonly area: Area
    readonly panes: readonly { readonly pane: Pane; readonly lines: readonly PaneLine[] }[]
  }
}

/** Laid-out panes as one SVG file. */
export function drawPanes(
  drawing: Drawing,
  picture: Picture,
  { theme, scale, heading = '', part }: PanesDrawn,
): string {
  const looks = new Looks(drawing, theme)
  const draw = { looks, widthOf: drawing.widthOf }
  const { spans } = spansOf(picture)
  const seen = part?.panes ?? picture.panes.map((pane) => ({ pane, lines: pane.lines }))
  const panes = seen.map(({ pane, lines }) => paneOf({ ...pane, lines }, spans.get(pane) as Span, draw))
  const rules = themed(drawing, theme, (colours, shade) => colourRules(colours) + looks.rules(shade))
  const head = `${heading}<style>\n${fontRules}${rules}</style>\n`
  return `${rootOf(sizeOf(picture), scale, part?.area)}${head}${panes.join('')}</svg>\n`
}

interface Draw {
  readonly looks: Looks
  readonly widthOf: (text: string) => number
}

function paneOf(pane: Pane, span: Span, draw: Draw): string {
  const lines = pane.lines.map((line) => lineOf(pane, line, span.top + baseline(line.row - pane.row), draw))
  return `<g>\n${windowOf(pane, span)}${lines.join('')}</g>\n`
}

function lineOf(pane: Pane, line: PaneLine, y: number, { looks, widthOf }: Draw): string {
  let column = pane.column + content
  let drawn = ''
  let box: { readonly look: string; readonly column: number; columns: number } | undefined
  let boxes = ''
  const endBox = () => (boxes += box === undefined ? '' : behind(box.look, box.column, box.columns, y))
  for (const run of joined(line.runs)) {
    const width = widthOf(run.text)
    const look = run.look === undefined ? {} : looks.classesOf(run.look)
    // One box for neighbours of one colour: between two there would be a seam.
    if (box?.look !== look.box) {
      endBox()
      box = look.box === undefined ? undefined : { look: look.box, column, columns: 0 }
    }
    if (box !== undefined) box.columns += width
    const classes = look.text === undefined ? run.style : `${run.style} ${look.text}`
    for (const piece of pieces(run.text, widthOf)) drawn += textOf(piece, classes, column, y)
    column += width
  }
  endBox()
  drawn = boxes + drawn
  if (line.clock === undefined) return drawn
  const clock = { text: line.clock, offset: 0, columns: line.clock.length }
  return drawn + textOf(clock, 'clock', pane.column + pane.columns - content - clock.columns, y)
}

/** Runs that look alike as one, such as a mark and its text. */
function joined(runs: readonly PaneRun[]): PaneRun[] {
  const all: PaneRun[] = []
  for (const run of runs) {
    const last = all.at(-1)
    const isAlike = last !== undefined && last.style === run.style && last.look === undefined && run.look === undefined
    if (isAlike) all[all.length - 1] = { ...last, text: last.text + run.text }
    else all.push(run)
  }
  return all
}

/** `textLength` holds the columns in place whatever font the reader has; marks upon a single character would be drawn away from it. */
function textOf({ text, offset, columns, single }: Piece, classes: string, column: number, y: number): string {
  const at = `x="${number(xOf(column + offset))}" y="${number(y)}"`
  const length = single ? '' : ` textLength="${number(xOf(columns) - xOf(0))}"`
  return `<text class="${attribute(classes)}" ${at}${length}>${escaped(text)}</text>\n`
}

/** Cells of another colour than the pane's, under their text. */
function behind(look: string, column: number, columns: number, y: number): string {
  const box = `x="${number(xOf(column))}" y="${number(y - fontSize)}" width="${number(xOf(columns) - xOf(0))}" height="${rowHeight}"`
  return `<rect class="${attribute(look)}" ${box}/>\n`
}
