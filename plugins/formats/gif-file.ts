import { indexed, type Indexed } from './gif-palette.ts'
import type { Box } from './pixel-box.ts'
import type { Pixels } from './raster.ts'

/** What browsers draw in time: less is slowed down to a tenth of a second. */
const leastDelay = 2
/** 16 bits. */
const mostDelay = 0xffff
/** What stays where the next frame has nothing (GIF 89a, 23.c.iv). */
const keep = 1

/** A moving picture that begins again when it is over. Times are microseconds from the beginning, kept in hundredths of a second. */
export interface GifFile {
  /** From this time on, this part of the picture is another. */
  frame(picture: Pixels, box: Box, at: number): void
  /** All bytes; the last frame is shown up to this time. */
  end(at: number): Uint8Array
}

/** A file that begins with this picture. The library is loaded with the first. */
export async function gifFile(first: Pixels): Promise<GifFile> {
  const { GifWriter } = (await import('omggif')).default
  const { width, height } = first
  let buffer = new Uint8Array(width * height + 4096)
  const writer = new GifWriter(buffer, width, height, { loop: 0 })
  let last = { box: { x: 0, y: 0, width, height }, at: 0, ...indexed(first, { x: 0, y: 0, width, height }) }

  /** A frame can be written when it is known how long it lasts. */
  function write({ box, palette, pixels, transparent }: Indexed & { readonly box: Box }, hundredths: number): void {
    reserve(pixels.length * 2 + palette.length * 3 + 4096)
    const delay = Math.min(mostDelay, Math.max(leastDelay, hundredths))
    const more = transparent === undefined ? {} : { transparent }
    // It reads them one by one, whatever holds them.
    const places = pixels as unknown as number[]
    writer.addFrame(box.x, box.y, box.width, box.height, places, { palette, delay, disposal: keep, ...more })
  }

  function reserve(bytes: number): void {
    const used = writer.getOutputBufferPosition()
    if (used + bytes <= buffer.length) return
    const larger = new Uint8Array((used + bytes) * 2)
    larger.set(buffer.subarray(0, used))
    writer.setOutputBuffer((buffer = larger))
  }

  return {
    frame(picture, box, at) {
      const hundredths = Math.round(at / 10_000)
      write(last, hundredths - last.at)
      last = { box, at: hundredths, ...indexed(picture, box) }
    },
    end(at) {
      write(last, Math.round(at / 10_000) - last.at)
      return buffer.slice(0, writer.end())
    },
  }
}
