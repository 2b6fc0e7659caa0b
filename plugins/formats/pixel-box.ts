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
