import { allPrintable, loadDrawing } from '../../src/plugin.ts'
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
    const parts = [`# ${prose(title)}`, `${prose(source)} · recorded ${recorded}`, block(panes)]
    const found = conversations(transcript)
    for (const { lane, lines } of found) {
      parts.push(
        found.length === 1 ? '## On the wire' : `## On the wire: ${prose(lane)}`,
        block(`${lines.map(asPrinted).join('\n')}\n`),
      )
    }
    return `${parts.join('\n\n')}\n`
  },
}

/** A fence longer than any inside it (CommonMark 4.5). */
function block(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}${fence}`
}

/** Text that Markdown takes as it is (CommonMark 2.4). */
const prose = (text: string): string => text.replace(/[\\`*_[\]<>#&|~]/g, String.raw`\$&`)
