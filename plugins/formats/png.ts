import { loadDrawing } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'
import { drawSvg } from './draw-svg.ts'
import { loadRaster } from './raster.ts'

/** Pixels for each unit of the drawing: sharp on dense screens and in print. */
const scale = 2

export const png: Format = {
  about: 'the same picture in pixels, for where SVG cannot be shown',
  extension: '.png',
  async write(transcript, options) {
    const [drawing, raster] = await Promise.all([loadDrawing(), loadRaster()])
    // Pixels have no style sheet that could follow the reader's system.
    const theme = options.theme === 'light' ? 'light' : 'dark'
    return raster.png(drawSvg(drawing, transcript, { ...options, theme }), scale)
  },
}
