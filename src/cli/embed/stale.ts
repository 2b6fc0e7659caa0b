import type { Stale } from '../../embed/replace.ts'
import type { Problem } from '../../model/problem.ts'
import { cutAround } from '../../text/cut.ts'
import { printable } from '../../text/printable.ts'
import { shellWord } from '../../text/shell-word.ts'
import type { BlockState, Page } from './page.ts'

/** The blocks of a page that show something else than they would, each with what to do about it. */
export function staleIn({ source, blocks }: Page, shown: (file: string) => string): readonly Problem[] {
  const hint = `run “scenario render --embed ${shellWord(source.shown)}”, look at what changes, and commit it`
  return blocks.flatMap(({ block, name, stale, files }): Problem[] => {
    const why = stale === undefined ? aboutFiles(files, name, shown) : aboutText(stale)
    return why === undefined ? [] : [{ code: 'block-stale', message: why, span: block.span, hint }]
  })
}

function aboutFiles(files: BlockState['files'], name: string, shown: (file: string) => string): string | undefined {
  const file = files.find(({ state }) => state !== 'fresh')
  if (file === undefined) return undefined
  const what = `this block is stale: ${shown(file.path)}`
  return file.state === 'missing' ? `${what} is not there` : `${what} is another picture than “${name}” gives now`
}

/** Cells of a line that are quoted. */
const columns = 60

function aboutText({ line, old, wanted }: Stale): string {
  const begin = commonBegin(old ?? '', wanted ?? '')
  const quoted = (text: string): string => `“${cutAround(printable(text), [[begin, begin + 1]], columns).text.trim()}”`
  if (old === undefined) return `this block is stale: line ${line} would be ${quoted(wanted ?? '')}`
  if (wanted === undefined) return `this block is stale: it would end before line ${line}, ${quoted(old)}`
  return `this block is stale: line ${line} is ${quoted(old)}, and would be ${quoted(wanted)}`
}

/** UTF-16 units with which both begin. */
function commonBegin(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}
