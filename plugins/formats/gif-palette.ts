import { words, type Box } from './pixel-box.ts'
import type { Pixels } from './raster.ts'

/** Part of a picture as GIF has it: a table of colours, as many as a power of two, and for each pixel its place there. */
export interface Indexed {
  /** `0xrrggbb`. */
  readonly palette: number[]
  readonly pixels: Uint8Array
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
export function indexed({ width, rgba }: Pixels, box: Box): Indexed {
  const all = words(rgba)
  const counts = new Map<number, number>()
  eachRun(all, width, box, (colour, _start, length) => counts.set(colour, (counts.get(colour) ?? 0) + length))
  const isClear = counts.delete(clear)
  const most = mostColours - (isClear ? 1 : 0)
  const common = [...counts].sort(([one, many], [other, more]) => more - many || one - other).slice(0, most)
  const palette = common.map(([colour]) => colour)
  const places = new Map(palette.map((colour, place) => [colour, place]))
  for (const colour of counts.keys()) if (!places.has(colour)) places.set(colour, nearest(colour, palette))
  const transparent = isClear ? palette.push(0) - 1 : undefined
  if (transparent !== undefined) places.set(clear, transparent)
  while (palette.length < 2 || (palette.length & (palette.length - 1)) !== 0) palette.push(0)
  const pixels = new Uint8Array(box.width * box.height)
  eachRun(all, width, box, (colour, start, length) => pixels.fill(places.get(colour) as number, start, start + length))
  return { palette, pixels, ...(transparent !== undefined && { transparent }) }
}

/** Neighbours of one colour in a row of the box: pictures of text have long ones. `start` counts the pixels of the box. */
function eachRun(
  all: Uint32Array,
  width: number,
  box: Box,
  run: (colour: number, start: number, length: number) => void,
): void {
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * width + box.x
    for (let x = 0; x < box.width;) {
      const word = all[row + x] as number
      let end = x + 1
      while (end < box.width && all[row + end] === word) end++
      run(colourOf(word), y * box.width + x, end - x)
      x = end
    }
  }
}

function colourOf(word: number): number {
  if (word >>> 24 < leastOpaque) return clear
  return ((word & 0xff) << 16) | (word & 0xff00) | ((word >>> 16) & 0xff)
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
