import type { Style } from '../../src/model/screen.ts'
import { cellColours } from '../../src/picture/cell-colours.ts'

/** How cells of a terminal look, as declarations for both themes of the page. */
export function cellStyle(style: Style): Record<string, string> {
  const [light, dark] = [cellColours(style, 'light'), cellColours(style, 'dark')]
  const front = inBoth(light.text, dark.text, 'var(--text)')
  const behind = inBoth(light.background, dark.background, 'transparent')
  return {
    ...(front !== undefined && { color: front }),
    ...(behind !== undefined && { backgroundColor: behind }),
    ...(style.bold === true && { fontWeight: 'bold' }),
    ...(style.italic === true && { fontStyle: 'italic' }),
    ...(style.underline === true && { textDecoration: 'underline' }),
    ...(style.dim === true && { opacity: '0.65' }),
  }
}

function inBoth(light: string | undefined, dark: string | undefined, instead: string): string | undefined {
  return light === undefined && dark === undefined ? undefined : `light-dark(${light ?? instead}, ${dark ?? instead})`
}
