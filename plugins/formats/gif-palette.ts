import { words, type Box } from './pixel-box.ts'
import type { Pixels } from './raster.ts'

/** Part of a picture as GIF has it: a table of colours, as many as a power of two, and for each pixel its place there. */
export interface Indexed {
  /** `0xrrggbb`. */
  readonly palette: number[]
  readonly pixels: number[]
  /** The place of no colour at all. */
  readonly transparent?: number
}

const mostColours = 256
/** What is less opaque is not seen: GIF has nothing in between. */
const leastOpaque = 128
/** None of the colours. */
const clear = -1

/**
 * The part of a picture in so many colours: those of most pixels as they are, and others as the nearest of these. Pictures of text have
 * few colours, and the many between a letter and what is behind it look alike.
 */
export function indexed(picture: Pixels, box: Box): Indexed {
  const colours = coloursIn(picture, box)
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const isClear = counts.delete(clear)
  const most = mostColours - (isClear ? 1 : 0)
  const common = [...counts].sort(([one, many], [other, more]) => more - many || one - other).slice(0, most)
  const palette = common.map(([colour]) => colour)
  const places = new Map(palette.map((colour, place) => [colour, place]))
  for (const colour of counts.keys()) if (!places.has(colour)) places.set(colour, nearest(colour, palette))
  const transparent = isClear ? palette.push(0) - 1 : undefined
  if (transparent !== undefined) places.set(clear, transparent)
  while (palette.length < 2 || (palette.length & (palette.length - 1)) !== 0) palette.push(0)
  return {
    palette,
    pixels: colours.map((colour) => places.get(colour) as number),
    ...(transparent !== undefined && { transparent }),
  }
}

function coloursIn({ width, rgba }: Pixels, box: Box): number[] {
  const all = words(rgba)
  const colours: number[] = []
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const word = all[y * width + x] as number
      const colour = ((word & 0xff) << 16) | (word & 0xff00) | ((word >>> 16) & 0xff)
      colours.push(word >>> 24 < leastOpaque ? clear : colour)
    }
  }
  return colours
}

function nearest(colour: number, palette: readonly number[]): number {
  let [best, least] = [0, Infinity]
  for (const [place, other] of palette.entries()) {
    const [red, green, blue] = [16, 8, 0].map((shift) => ((colour >> shift) & 0xff) - ((other >> shift) & 0xff))
    const distance = (red as number) ** 2 + (green as number) ** 2 + (blue as number) ** 2
    if (distance < least) [best, least] = [place, distance]
  }
  return best
}
