import type { Style } from '../model/screen.ts'
import { contrast, hex, legible } from './contrast.ts'
import { colourNames } from '../text/colour-names.ts'
import { behindText, onColour, themes } from './themes.ts'
import type { NamedColour, NamedColours, Shade } from './themes.ts'

/** The colours of a screen's cells as `#rrggbb`; absent where they are those of the pane. */
export interface CellColours {
  readonly text?: string
  readonly background?: string
}

/** Text on the pane's own background, and on another, which is often a broad bar with few words (WCAG 2.2: 4.5, and 3 for large text). */
const least = { onPane: 4.5, onColour: 3 }

/**
 * What cells are drawn in. Programs choose colours for terminals that they do not see: on a light pane a named colour is a darker
 * one, and any other is moved towards black or white until it can be read.
 */
export function cellColours({ color, background, reverse }: Style, shade: Shade): CellColours {
  const theme = themes[shade]
  const behind = reverse === true ? resolved(color, behindText, theme.text) : resolved(background, behindText)
  if (behind === undefined || behind === theme.pane) {
    if (color === undefined) return {}
    const text = legible(resolved(color, theme.named, theme.text), theme.pane, least.onPane)
    return text === theme.text ? {} : { text }
  }
  const usual = reverse === true ? theme.pane : ownText(behind, theme.text)
  const above = resolved(reverse === true ? background : color, onColour, usual)
  const text = legible(above, behind, least.onColour)
  return { ...(text !== theme.text && { text }), background: behind }
}

/** The text's usual colour where it can be read, or else that of the theme in which it can. */
function ownText(background: string, text: string): string {
  if (contrast(text, background) >= least.onColour) return text
  const [dark, light] = [themes.dark.text, themes.light.text]
  return contrast(dark, background) >= contrast(light, background) ? dark : light
}

function resolved(colour: string | undefined, named: NamedColours, instead: string): string
function resolved(colour: string | undefined, named: NamedColours): string | undefined
function resolved(colour: string | undefined, named: NamedColours, instead?: string): string | undefined {
  if (colour === undefined) return instead
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour
  const number = Number(colour)
  if (colour === '' || !Number.isInteger(number) || number < 0 || number > 255)
    return Object.hasOwn(named, colour) ? named[colour as NamedColour] : instead
  return number < 16 ? named[colourNames[number] as NamedColour] : ofNumber(number)
}

/** The 256 colours of xterm: a cube of six levels from 16 on, and greys from 232 on. */
function ofNumber(number: number): string {
  if (number >= 232) return hex([0, 0, 0].map(() => 8 + 10 * (number - 232)))
  const cube = number - 16
  return hex(
    [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) => (level === 0 ? 0 : 55 + 40 * level)),
  )
}
