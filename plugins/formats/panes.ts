import { loadDrawing } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'

const defaultColumns = 100

export const panes: Format = {
  about: 'the panes of “scenario show” as text',
  extension: '.panes.txt',
  async write(transcript, { width = defaultColumns, layout }) {
    const { layoutPanes, drawTerminal, plain } = await loadDrawing()
    return drawTerminal(layoutPanes(transcript, { columns: width, ...(layout === undefined ? {} : { layout }) }), plain)
  },
}
