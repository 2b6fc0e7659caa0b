import type { Pixels } from './raster.ts'

/** A rectangle of pixels in a picture. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Puts a picture into another one at the place of this box, which is as large; answers where they were different, if they were. */
export function put(into: Pixels, { width, rgba }: Pixels, box: Box): Box | undefined {
  const [to, from] = [words(into.rgba), words(rgba)]
  let [left, right, top, bottom] = [Infinity, -1, Infinity, -1]
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * into.width + box.x
    for (let x = 0; x < box.width; x++) {
      const value = from[y * width + x] as number
      if (to[row + x] === value) continue
      to[row + x] = value
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  if (bottom < 0) return undefined
  return { x: box.x + left, y: box.y + top, width: right - left + 1, height: bottom - top + 1 }
}

/** The part of a picture that stands in a box. */
export function cutOut({ width, rgba }: Pixels, box: Box): Pixels {
  const cut = new Uint8Array(box.width * box.height * 4)
  for (let y = 0; y < box.height; y++) {
    const start = ((box.y + y) * width + box.x) * 4
    cut.set(rgba.subarray(start, start + box.width * 4), y * box.width * 4)
  }
  return { width: box.width, height: box.height, rgba: cut }
}

/** Moves rows of pixels up: `height` of them come to stand at `top`, from `by` rows further down. */
export function moveUp(
  { width, rgba }: Pixels,
  { top, height, by }: { readonly top: number; readonly height: number; readonly by: number },
): void {
  const row = width * 4
  rgba.copyWithin(top * row, (top + by) * row, (top + by + height) * row)
}

/** The smallest box around some. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y
  return { x, y, width, height }
}

/** The pixels one by one, as numbers whose bytes are red, green, blue and how opaque, from the lowest (on machines of today). */
export const words = (rgba: Uint8Array): Uint32Array => new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4)
