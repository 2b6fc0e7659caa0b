import type { FailureScreen } from '../model/result.ts'
import type { Styling } from '../model/screen.ts'
import { cut } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { widthOf } from '../text/wrap.ts'
import { labelled } from './labelled.ts'
import { styledText } from './styled-text.ts'

/** So many rows of a screen are shown, those around the nearest; blank ones at its end are not. */
const most = 12

/** The screen in a frame, with an arrow at the row that is nearest to what was expected. */
export function screenRows(
  screen: FailureScreen | undefined,
  palette: Palette & Styling,
  room: number,
  full: boolean,
): string[] {
  if (screen === undefined) return []
  const { rows, nearest, styles } = screen
  const end = Math.max(1, rows.findLastIndex((row) => row !== '') + 1)
  const shown = full ? end : Math.min(end, most)
  const around = nearest === undefined ? end : nearest + Math.floor(shown / 2)
  const first = Math.max(0, Math.min(around, end) - shown)
  const inside = room - 6
  const texts = rows.slice(first, first + shown).map((row, index) => {
    const looks = styles?.[first + index] ?? []
    if (palette.styled !== undefined && looks.length > 0) return styledText(row, looks, palette.styled, inside)
    const text = cut(row, inside)
    // Beside rows that look as they do on the screen, bold would say that this one is.
    const stands = styles === undefined && first + index + 1 === nearest
    return { shown: text, drawn: stands ? palette.bold(text) : text }
  })
  const width = Math.max(10, ...texts.map((text) => widthOf(text.shown)))
  const edge = '─'.repeat(width + 2)
  const above = first === 0 ? '' : palette.dim(` … ${first} more ${first === 1 ? 'row' : 'rows'} above`)
  const left = end - first - shown
  const below = left === 0 ? '' : palette.dim(` … ${left} more ${left === 1 ? 'row' : 'rows'} below`)
  const lines = texts.map(({ shown, drawn }, index) => {
    const isNearest = first + index + 1 === nearest
    const cells = drawn + ' '.repeat(width - widthOf(shown))
    return `${isNearest ? palette.red('→') : ' '} ${palette.dim('│')} ${cells} ${palette.dim('│')}`
  })
  const framed = [`  ${palette.dim(`╭${edge}╮`)}${above}`, ...lines, `  ${palette.dim(`╰${edge}╯`)}${below}`]
  return labelled('Screen', framed, palette.bold)
}
