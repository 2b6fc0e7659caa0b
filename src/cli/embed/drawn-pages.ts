import type { Problem } from '../../model/problem.ts'
import { counted } from '../../text/counted.ts'
import type { Common, Values } from '../options.ts'
import type { renderFlags } from '../render-flags.ts'
import type { Shell } from '../shell.ts'
import { reportProblems, toolsFor } from '../tools.ts'
import { conflictsIn } from './conflicts.ts'
import type { Drawing } from './draw-block.ts'
import type { MarkdownFiles } from './markdown-files.ts'
import { drawPage, type Page } from './page.ts'
import type { Written } from './write-pages.ts'

export type EmbedArgs = Common & Values<typeof renderFlags> & { readonly files?: readonly string[] }

/** The pages that words mean, drawn, and what is wrong with any of them or with the words; nothing is written. */
export async function drawnPages(
  { files, problems: unfound }: MarkdownFiles,
  words: readonly string[],
  drawing: Drawing,
): Promise<{ readonly pages: readonly Page[]; readonly problems: readonly Problem[] }> {
  const { shell } = drawing
  const drawn: Page[] = []
  for (const file of files) {
    if (shell.signal.aborted) break
    drawn.push(await drawPage(file, drawing))
  }
  const conflicts = conflictsIn(drawn, toolsFor(shell).shown)
  const pages = drawn.map((page) => ({
    ...page,
    problems: inOrder([...page.problems, ...(conflicts.get(page) ?? [])]),
  }))
  const problems = [...unfound, ...pages.flatMap((page) => page.problems)]
  if (problems.length === 0 && pages.every(({ blocks }) => blocks.length === 0)) problems.push(noBlock(words))
  return { pages, problems }
}

const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))

const noBlock = (words: readonly string[]): Problem => ({
  code: 'nothing-selected',
  message: `there is no block in ${words.length === 0 ? 'the Markdown files of this folder' : words.join(', ')}`,
  hint: 'a block is a line <!-- scenario: NAME -->, and below it a line <!-- /scenario -->',
})

export function reportAll(
  problems: readonly Problem[],
  pages: readonly Page[],
  args: EmbedArgs,
  shell: Shell,
): Promise<2> {
  const sources = new Map(pages.map(({ source }) => [source.file, source]))
  return reportProblems(shell, args, problems, sources, true)
}

/** What was written, for a person. */
export const lineOf = ({ shown, blocks }: Written): string =>
  blocks === undefined ? `drew ${shown}` : `updated ${shown} (${counted(blocks, 'block')})`
