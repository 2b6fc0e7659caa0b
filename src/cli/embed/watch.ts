import path from 'node:path'
import { DiskChanges } from '../../watch/disk-changes.ts'
import { exhausted } from '../../watch/exhausted.ts'
import { isConfigurationName } from '../../config/find.ts'
import { loadAnew } from '../../pipeline.ts'
import { locatePath } from '../../registry/load.ts'
import { withImports } from '../../suite/named-files.ts'
import { OwnOutputs } from '../../watch/own-outputs.ts'
import { counted } from '../../text/counted.ts'
import { homesOf } from '../looking.ts'
import { outOf, sharedFilesOf } from '../configured.ts'
import { renderFlags } from '../render-flags.ts'
import { pluginsFrom, toolsFor } from '../tools.ts'
import { withConfiguration } from '../with-configuration.ts'
import type { Shell } from '../shell.ts'
import type { Drawing } from './draw-block.ts'
import { markdownFiles } from './markdown-files.ts'
import { drawnPages, lineOf, reportAll, type EmbedArgs } from './drawn-pages.ts'
import { writePages } from './write-pages.ts'

/** What blocks are made of: scenarios, transcripts and recordings, and the Markdown files themselves. */
const isPart = (file: string): boolean => /\.(?:md|markdown|ya?ml|txt|jsonl)$/i.test(file) && !file.endsWith('.new.txt')

/** Prepares what blocks are drawn with; an exit code where that is wrong, which has been reported. */
type Prepare = (args: EmbedArgs, shell: Shell) => Promise<Drawing | { readonly code: number }>

/**
 * Draws the blocks of Markdown files again whenever one of them, a scenario, a transcript or a recording changes, and all of them when the
 * configuration or a plugin does, until Ctrl-C; a line for each file that was written. Answers the exit code, 130.
 */
export async function watchPages(args: EmbedArgs, first: Drawing, prepare: Prepare): Promise<number> {
  const { shell } = first
  const { signal } = shell
  const { files, shown } = toolsFor(shell)
  const print = (text: string): void => void shell.stdout.write(text)
  const outputs = new OwnOutputs(files)
  const waiting = new Waiting(signal)
  const shared = new SharedFiles(args, shell)
  const changes = changesIn(shell, print, shared, (changed) =>
    waiting.add([...changed].filter((file) => outputs.hasChanged(file))),
  )
  let drawing = first
  let reported = ''
  try {
    for (let turn = 0; !signal.aborted; turn += 1) {
      const changed = waiting.take()
      const because = changed.map(shown).join(', ')
      if (changed.some((file) => shared.has(file))) drawing = (await shared.reloaded(args, shell, prepare)) ?? drawing
      changes.add([...shared.files, ...homesOf(drawing.shell).map(({ scenarios }) => scenarios)])
      const found = await markdownFiles(args.files ?? [], shell.cwd)
      changes.add(found.files)
      const { pages, problems } = await drawnPages(found, args.files ?? [], drawing)
      const { written, problems: unwritten } = writePages(pages, shell)
      for (const each of written) {
        outputs.note(each.file)
        print(`${lineOf(each)}${because === '' ? '' : `: ${because} changed`}\n`)
      }
      const all = [...problems, ...unwritten]
      // The same problems would be printed again for each save that does not touch them.
      if (all.length > 0 && JSON.stringify(all) !== reported) await reportAll(all, pages, args, shell)
      reported = JSON.stringify(all)
      if (turn === 0) print(`watching ${counted(pages.length, 'Markdown file')}; Ctrl-C ends\n`)
      await waiting.next()
    }
  } finally {
    changes.close()
  }
  return 130
}

function changesIn(
  shell: Shell,
  print: (text: string) => void,
  shared: SharedFiles,
  report: (files: ReadonlySet<string>) => void,
): DiskChanges {
  const homes = homesOf(shell).map(({ scenarios }) => scenarios)
  const folders = homes.flatMap((home) => [home, path.join(path.dirname(home), 'transcripts')])
  const place = {
    folders,
    out: outOf(shell),
    root: shell.cwd,
    isUsed: (file: string) => isPart(file) || shared.has(file),
    exhausted: exhausted(print),
  }
  return new DiskChanges(place, report)
}

/** The configuration and the plugins of the call: what all blocks depend on. */
class SharedFiles {
  readonly #cwd: string
  files: ReadonlySet<string>

  constructor(args: EmbedArgs, shell: Shell) {
    this.#cwd = shell.cwd
    this.files = sharedBy(args, shell)
  }

  /** Also for a configuration that is new. */
  has(file: string): boolean {
    return this.files.has(file) || (path.dirname(file) === this.#cwd && isConfigurationName(path.basename(file)))
  }

  /** What blocks are drawn with from now on; undefined where the change is a mistake, which has been reported. */
  async reloaded(args: EmbedArgs, shell: Shell, prepare: Prepare): Promise<Drawing | undefined> {
    loadAnew(this.files)
    const { configuration: _, projects: _1, ...bare } = shell
    const made = await withConfiguration(renderFlags, shell.called ?? args, bare, true)
    if ('code' in made) return undefined
    const { args: now, ...known } = made
    const again = { ...bare, ...known }
    this.files = sharedBy(now as EmbedArgs, again)
    const drawing = await prepare(now as EmbedArgs, again)
    return 'code' in drawing ? undefined : drawing
  }
}

function sharedBy({ plugin = [] }: EmbedArgs, shell: Shell): ReadonlySet<string> {
  const named = plugin.flatMap((each) => locatePath(each, pluginsFrom(shell)) ?? [])
  return withImports([...sharedFilesOf(shell), ...named])
}

/** What has changed and was not taken yet; waits for more, or for the end. */
class Waiting {
  readonly #files = new Set<string>()
  readonly #signal: AbortSignal
  #wake: () => void = () => undefined

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.#wake(), { once: true })
  }

  add(files: readonly string[]): void {
    for (const file of files) this.#files.add(file)
    if (files.length > 0) this.#wake()
  }

  take(): string[] {
    const files = [...this.#files]
    this.#files.clear()
    return files
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#files.size > 0 || this.#signal.aborted) return resolve()
      this.#wake = resolve
    })
  }
}
