import type { Style } from '../../src/plugin.ts'
import { attribute } from './units.ts'

/** What a pane's text and background have where a screen says nothing else. */
const usual = { text: '#d5d9e2', background: '#15181e' }

const named: Readonly<Record<string, string>> = {
  black: '#2e3436',
  red: '#f28b82',
  green: '#8bd48b',
  yellow: '#e3c078',
  blue: '#7aa2f7',
  magenta: '#c792ea',
  cyan: '#6fb7dc',
  white: '#d5d9e2',
  'bright-black': '#6d7688',
  'bright-red': '#ff6b60',
  'bright-green': '#a8e6a1',
  'bright-yellow': '#ffd866',
  'bright-blue': '#9ab8ff',
  'bright-magenta': '#e0b0ff',
  'bright-cyan': '#9be7ff',
  'bright-white': '#ffffff',
}

/** How cells are drawn: attributes of their text, and the colour behind them where it is another than the pane's. */
export interface Drawn {
  readonly attributes: string
  readonly background?: string
}

export function drawn(style: Style): Drawn {
  const own = { text: colourOf(style.color) ?? usual.text, background: colourOf(style.background) ?? usual.background }
  const { text, background } = style.reverse === true ? { text: own.background, background: own.text } : own
  const parts = [
    text === usual.text ? [] : [`fill: ${text}`],
    style.bold === true ? ['font-weight: bold'] : [],
    style.italic === true ? ['font-style: italic'] : [],
    style.underline === true ? ['text-decoration: underline'] : [],
    style.dim === true ? ['opacity: 0.6'] : [],
  ].flat()
  return {
    // As declarations, because the rules of the picture's style sheet win over attributes such as fill.
    attributes: parts.length === 0 ? '' : ` style="${attribute(parts.join('; '))}"`,
    ...(background !== usual.background && { background }),
  }
}

/** The 256 colours of xterm: a cube of six levels from 16 on, and greys from 232 on. */
function colourOf(colour: string | undefined): string | undefined {
  if (colour === undefined || colour.startsWith('#')) return colour
  const number = Number(colour)
  if (!Number.isInteger(number)) return named[colour]
  if (number < 16) return Object.values(named)[number]
  if (number >= 232) return hex([0, 0, 0].map(() => 8 + 10 * (number - 232)))
  const cube = number - 16
  return hex(
    [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) => (level === 0 ? 0 : 55 + 40 * level)),
  )
}

const hex = (parts: readonly number[]): string => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
