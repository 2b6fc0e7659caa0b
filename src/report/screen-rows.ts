import type { FailureScreen } from '../model/result.ts'
import { cut } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { widthOf } from '../text/wrap.ts'
import { labelled } from './labelled.ts'

/** So many rows of a screen are shown, those around the nearest; blank ones at its end are not. */
const most = 12

/** The screen in a frame, with an arrow at the row that is nearest to what was expected. */
export function screenRows(screen: FailureScreen | undefined, palette: Palette, room: number, full: boolean): string[] {
  if (screen === undefined) return []
  const { rows, nearest } = screen
  const end = Math.max(1, rows.findLastIndex((row) => row !== '') + 1)
  const shown = full ? end : Math.min(end, most)
  const around = nearest === undefined ? end : nearest + Math.floor(shown / 2)
  const first = Math.max(0, Math.min(around, end) - shown)
  const inside = room - 6
  const texts = rows.slice(first, first + shown).map((row) => cut(row, inside))
  const width = Math.max(10, ...texts.map((text) => widthOf(text)))
  const edge = '─'.repeat(width + 2)
  const above = first === 0 ? '' : palette.dim(` … ${first} more ${first === 1 ? 'row' : 'rows'} above`)
  const left = end - first - shown
  const below = left === 0 ? '' : palette.dim(` … ${left} more ${left === 1 ? 'row' : 'rows'} below`)
  const lines = texts.map((text, index) => {
    const isNearest = first + index + 1 === nearest
    const cells = text + ' '.repeat(width - widthOf(text))
    return `${isNearest ? palette.red('→') : ' '} ${palette.dim('│')} ${isNearest ? palette.bold(cells) : cells} ${palette.dim('│')}`
  })
  const framed = [`  ${palette.dim(`╭${edge}╮`)}${above}`, ...lines, `  ${palette.dim(`╰${edge}╯`)}${below}`]
  return labelled('Screen', framed, palette.bold)
}
