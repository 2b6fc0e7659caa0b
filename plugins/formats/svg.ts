import { loadDrawing } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'
import { drawSvg } from './draw-svg.ts'

export const svg: Format = {
  about: 'a picture of the panes for documents and slides',
  extension: '.svg',
  default: true,
  write: async (transcript, options) => drawSvg(await loadDrawing(), transcript, options),
}
