import type { Style } from '../../src/model/screen.ts'

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
const sixteen = [...names, ...names.map((name) => `bright-${name}`)]

/** How cells of a terminal look, as declarations; the named colours belong to the page's style sheet. */
export function cellStyle(style: Style): Record<string, string> {
  const { front, behind } = colours(style)
  return {
    ...(front !== undefined && { color: front }),
    ...(behind !== undefined && { backgroundColor: behind }),
    ...(style.bold === true && { fontWeight: 'bold' }),
    ...(style.italic === true && { fontStyle: 'italic' }),
    ...(style.underline === true && { textDecoration: 'underline' }),
    ...(style.dim === true && { opacity: '0.65' }),
  }
}

function colours({ color, background, reverse }: Style): {
  readonly front?: string | undefined
  readonly behind?: string | undefined
} {
  if (background === undefined) {
    const text = colourOf(color, '--ansi-')
    // Any text is legible on the pane, and so is the pane's colour on any text's.
    return reverse === true ? { front: 'var(--pane)', behind: text ?? 'var(--text)' } : { front: text }
  }
  const [text, behind] = reverse === true ? [background, color] : [color, background]
  return {
    front: text === undefined ? legibleOn(behind) : (extremes[text] ?? colourOf(text, '--ansi-')),
    behind: behind === undefined ? 'var(--text)' : colourOf(behind, '--ansi-behind-'),
  }
}

/** On a colour that is between them, as those of the style sheet are. */
const extremes: Readonly<Record<string, string>> = { black: '#000000', white: '#ffffff', 'bright-white': '#ffffff' }

const light = new Set(['yellow', 'white', ...sixteen.slice(9)])
const legibleOn = (behind = ''): string => (light.has(sixteen[Number(behind)] ?? behind) ? '#000000' : '#ffffff')

/** The 256 colours of xterm: sixteen names, a cube of six levels, greys from 232 on; or `#rrggbb`. */
function colourOf(colour: string | undefined, prefix: string): string | undefined {
  if (colour === undefined) return undefined
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour
  const name = sixteen.includes(colour) ? colour : sixteen[Number(colour)]
  if (name !== undefined) return `var(${prefix}${name})`
  const number = Number(colour)
  if (!Number.isInteger(number) || number < 16 || number > 255) return undefined
  const cube = number - 16
  const levels =
    number >= 232
      ? [0, 0, 0].map(() => 8 + 10 * (number - 232))
      : [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) => (level === 0 ? 0 : 55 + 40 * level))
  return `rgb(${levels.join(' ')})`
}
