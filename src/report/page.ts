import { withoutEscapes } from '../text/escapes.ts'
import type { Palette } from '../text/palette.ts'
import { widthOf } from '../text/wrap.ts'

const inline = /`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\([^)]*\)/g
const fence = /^```/
const item = /^(?:[-*]|\d+\.) /

/** A page of Markdown as text for people: its title bold, blocks of code set in, and everything else wrapped at so many columns. */
export function pageText(markdown: string, palette: Palette, columns = Infinity): string {
  const lines: string[] = []
  let inCode = false
  for (const line of markdown.split('\n')) {
    if (fence.test(line)) inCode = !inCode
    else if (inCode) lines.push(line === '' ? '' : `    ${line}`)
    else if (line.startsWith('#')) lines.push(palette.bold(line.replace(/^#+ /, '')))
    else {
      const set = item.exec(line)?.[0].length ?? 0
      lines.push(...filled(styled(line, palette), columns, ' '.repeat(set)))
    }
  }
  return `${lines.join('\n')}\n`
}

/** Without colours, quotes show where code begins and ends. */
function styled(line: string, { bold, cyan }: Palette): string {
  return line.replaceAll(inline, (_all, code?: string, strong?: string, link?: string) => {
    if (code === undefined) return strong === undefined ? (link ?? '').replaceAll('`', '') : bold(strong)
    const coloured = cyan(code)
    return coloured === code ? `“${code}”` : coloured
  })
}

/** Lines of at most so many columns, where words allow it; all but the first begin with `by`. */
function filled(text: string, columns: number, by: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(withoutEscapes(longer)) > columns) {
      lines.push(line)
      line = `${by}${word}`
    } else line = longer
  }
  return [...lines, line]
}
