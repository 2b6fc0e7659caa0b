import { allPrintable, fenced, loadDrawing, prose } from '../../src/plugin.ts'
import type { Format } from '../../src/plugin.ts'
import { conversations } from './conversation.ts'

const defaultColumns = 100

export const md: Format = {
  about: 'a Markdown document: the panes, and each conversation in the “C:/S:” form of RFCs',
  extension: '.md',
  async write(unsafe, { width = defaultColumns }) {
    const transcript = allPrintable(unsafe)
    const { layoutPanes, drawTerminal, asPrinted, plain } = await loadDrawing()
    const { title, source, recorded } = transcript
    const panes = drawTerminal(layoutPanes(transcript, { columns: width }), plain)
    const parts = [`# ${prose(title)}`, `${prose(source)} · recorded ${recorded}`, fenced(panes, 'text')]
    const found = conversations(transcript)
    for (const { lane, lines } of found) {
      parts.push(
        found.length === 1 ? '## On the wire' : `## On the wire: ${prose(lane)}`,
        fenced(`${lines.map(asPrinted).join('\n')}\n`, 'text'),
      )
    }
    return `${parts.join('\n\n')}\n`
  },
}
