import { loadDrawing } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'
import { drawSvg } from './draw-svg.ts'
import { loadRaster, shadeOf } from './raster.ts'

/** Pixels for each unit of the drawing: sharp on dense screens and in print. */
const scale = 2

export const png: Format = {
  about: 'the same picture in pixels, for where SVG cannot be shown',
  extension: '.png',
  async write(transcript, options) {
    const [drawing, raster] = await Promise.all([loadDrawing(), loadRaster()])
    const theme = shadeOf(options.theme)
    return raster.png(drawSvg(drawing, transcript, { ...options, theme }), scale)
  },
}
