import { invalid } from '../../embed/blocks.ts'
import type { Problem } from '../../model/problem.ts'
import { positionOf } from '../../text/position.ts'
import { realName } from '../kept-files.ts'
import type { Page } from './page.ts'

/** Blocks that would write a page, or a file with other content than a block before them, by their page. */
export function conflictsIn(pages: readonly Page[], shown: (file: string) => string): ReadonlyMap<Page, Problem[]> {
  const first = new Map<string, { readonly content: string | Uint8Array; readonly place: string }>()
  const found = new Map<Page, Problem[]>()
  const marked = new Set(
    pages.flatMap(({ source, blocks, problems }) =>
      blocks.length + problems.length > 0 ? [realName(source.file)] : [],
    ),
  )
  for (const page of pages)
    for (const { block, files } of page.blocks)
      for (const { path, content } of files) {
        const before = first.get(path)
        const { line } = positionOf(page.source.text, block.span.start)
        const note = (message: string): void => {
          const problem = invalid(block.span, message, 'name one of them otherwise, with --out')
          found.set(page, [...(found.get(page) ?? []), problem])
        }
        if (marked.has(realName(path))) note(`${shown(path)} has blocks itself, which would be gone`)
        else if (before === undefined) first.set(path, { content, place: `${page.source.shown}:${line}` })
        else if (!Buffer.from(before.content).equals(Buffer.from(content)))
          note(`${shown(path)} would be another picture for the block in ${before.place}`)
      }
  return found
}
