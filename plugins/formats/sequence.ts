import { allPrintable, loadDrawing, loadSequence } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'
import { drawSequence } from './draw-sequence.ts'
import { isOwnWords } from './own-words.ts'

export const sequence: Format = {
  about: 'a message sequence diagram: who sent what to whom, and when',
  extension: '.sequence.svg',
  timed: true,
  async write(transcript, options) {
    const [drawing, { sequenceOf, diagramOf }] = await Promise.all([loadDrawing(), loadSequence()])
    const found = sequenceOf(options.replay ?? drawing.replayOf(allPrintable(transcript)), isOwnWords)
    return drawSequence(drawing, found, diagramOf(found, options.width), options)
  },
}
