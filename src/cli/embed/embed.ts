import type { Problem } from '../../model/problem.ts'
import { withPlugins } from '../../pipeline.ts'
import { counted } from '../../text/counted.ts'
import { registryWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { pluginsFrom, reportProblems, toolsFor } from '../tools.ts'
import type { Drawing } from './draw-block.ts'
import { drawnPages, lineOf, reportAll, type EmbedArgs } from './drawn-pages.ts'
import { markdownFiles } from './markdown-files.ts'
import type { Page } from './page.ts'
import { staleIn } from './stale.ts'
import { writePages } from './write-pages.ts'

/** Flags that can stand beside --embed. */
const beside: ReadonlySet<string> = new Set(['embed', 'check', 'watch', 'plugin', 'color', 'files', '_', '$0'])

/**
 * Draws the marked blocks of Markdown files again. Code 2 where a block cannot be read or drawn, whose file is left as it is; with
 * `--check`, which writes nothing, 1 where one is stale; 3 where a file cannot be written.
 */
export async function embed(args: EmbedArgs, shell: Shell): Promise<number> {
  const wrong = wrongUse(args, shell)
  if (wrong !== undefined) return reportProblems(shell, args, [wrong])
  const drawing = await drawingFor(args, shell)
  if ('code' in drawing) return drawing.code
  if (args.watch === true) return (await import('./watch.ts')).watchPages(args, drawing, drawingFor)
  const words = args.files ?? []
  const { pages, problems } = await drawnPages(await markdownFiles(words, shell.cwd), words, drawing)
  if (shell.signal.aborted) return 130
  if (problems.length > 0) await reportAll(problems, pages, args, shell)
  const code = args.check === true ? await check(pages, args, shell) : await write(pages, args, shell)
  return problems.length > 0 ? 2 : code
}

function wrongUse({ check: isCheck, watch }: EmbedArgs, { given }: Shell): Problem | undefined {
  if (isCheck === true && watch === true)
    return { code: 'usage', message: '--check and --watch cannot be used together', hint: 'choose one of them' }
  const [other] = [...(given ?? [])].filter((name) => !beside.has(name))
  if (other === undefined) return undefined
  const hint = `write it into the block: <!-- scenario: NAME --${other} … -->`
  return { code: 'usage', message: `--${other} cannot be used with --embed`, hint }
}

async function drawingFor(args: EmbedArgs, shell: Shell): Promise<Drawing | { readonly code: number }> {
  const ready = await registryWithPlugins(shell)
  if ('problems' in ready) return { code: await reportProblems(shell, args, ready.problems, ready.sources) }
  const loaded = await withPlugins(ready.registry, args.plugin ?? [], pluginsFrom(shell))
  if ('problems' in loaded) return { code: await reportProblems(shell, args, loaded.problems) }
  return { shell, formats: loaded.registry.formats }
}

async function check(pages: readonly Page[], args: EmbedArgs, shell: Shell): Promise<0 | 1> {
  const { shown } = toolsFor(shell)
  const stale = pages.flatMap((page) => staleIn(page, shown))
  if (stale.length > 0) await reportAll(stale, pages, args, shell)
  const all = pages.flatMap(({ blocks }) => blocks).length
  if (stale.length > 0 || isWhole(pages))
    await shell.stdout.write(
      stale.length > 0 ? `${stale.length} of ${counted(all, 'block')} stale\n` : `${upToDate(pages)}\n`,
    )
  return stale.length > 0 ? 1 : 0
}

async function write(pages: readonly Page[], args: EmbedArgs, shell: Shell): Promise<0 | 3> {
  const { written, problems } = writePages(pages, shell)
  for (const each of written) await shell.stdout.write(`${lineOf(each)}\n`)
  if (problems.length > 0) {
    await reportProblems(shell, args, problems)
    return 3
  }
  if (written.length === 0 && isWhole(pages)) await shell.stdout.write(`${upToDate(pages)}\n`)
  return 0
}

/** There are blocks, and none of them is mistaken. */
const isWhole = (pages: readonly Page[]): boolean =>
  pages.some(({ blocks }) => blocks.length > 0) && pages.every(({ problems }) => problems.length === 0)

function upToDate(pages: readonly Page[]): string {
  const some = pages.filter(({ blocks }) => blocks.length > 0)
  const blocks = some.flatMap((page) => page.blocks).length
  return `${counted(blocks, 'block')} in ${counted(some.length, 'file')} up to date`
}
