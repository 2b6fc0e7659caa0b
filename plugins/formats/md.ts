import { allPrintable, fenced, loadDrawing, prose } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'
import { spoken } from './dialogue.ts'

const defaultColumns = 100

export const md: Format = {
  about: 'a Markdown document: the panes, and the conversation in the “C:/S:” form of RFCs',
  extension: '.md',
  async write(unsafe, { width = defaultColumns, replay }) {
    const transcript = allPrintable(unsafe)
    const { layoutPanes, drawTerminal, asPrinted, plain } = await loadDrawing()
    const { title, source, recorded } = transcript
    const panes = drawTerminal(layoutPanes(transcript, { columns: width }), plain)
    const head = [`# ${prose(title)}`, `${prose(source)} · recorded ${recorded}`]
    const wire = fenced(asPrinted(await spoken(transcript, { replay })), 'text')
    const parts = [...head, fenced(panes, 'text'), '## On the wire', wire]
    return `${parts.join('\n\n')}\n`
  },
}
