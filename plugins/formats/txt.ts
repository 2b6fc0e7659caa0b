import { loadDrawing } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'

export const txt: Format = {
  about: 'the transcript itself, as it is saved and compared',
  extension: '.txt',
  async write(transcript) {
    const { writeTranscript } = await loadDrawing()
    return writeTranscript(transcript)
  },
}
