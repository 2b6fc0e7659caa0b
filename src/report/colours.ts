import type { Styling } from '../model/screen.ts'
import type { Palette } from '../text/palette.ts'
import { plain } from '../text/palette.ts'
import { withStyle } from './sgr.ts'

/** A palette that also has a colour for each lane, the same one for the same place in the list. */
export interface Colours extends Palette, Styling {
  lane(index: number): (text: string) => string
}

const same = (text: string): string => text

/** Colours for a terminal, or none. The library is loaded only for a terminal. */
export async function coloursFor(color: boolean): Promise<Colours> {
  if (!color) return { ...plain, lane: () => same }
  const { default: picocolors } = await import('picocolors')
  const paint = picocolors.createColors(true)
  const lanes = [paint.cyan, paint.yellow, paint.green, paint.magenta, paint.blue]
  return { ...paint, lane: (index) => lanes[index % lanes.length] ?? same, styled: withStyle }
}
