import path from 'node:path'
import { DiskChanges } from '../../watch/disk-changes.ts'
import { exhausted } from '../../watch/exhausted.ts'
import { OwnOutputs } from '../../watch/own-outputs.ts'
import { counted } from '../../text/counted.ts'
import { homesOf } from '../looking.ts'
import { outOf } from '../configured.ts'
import { toolsFor } from '../tools.ts'
import type { Shell } from '../shell.ts'
import type { Drawing } from './draw-block.ts'
import { markdownFiles } from './markdown-files.ts'
import { drawnPages, lineOf, reportAll, type EmbedArgs } from './drawn-pages.ts'
import { writePages } from './write-pages.ts'

/** What blocks are made of: scenarios, transcripts and recordings, and the Markdown files themselves. */
const isPart = (file: string): boolean => /\.(?:md|markdown|ya?ml|txt|jsonl)$/i.test(file) && !file.endsWith('.new.txt')

/**
 * Draws the blocks of Markdown files again whenever one of them, a scenario, a transcript or a recording changes, until Ctrl-C; a line
 * for each file that was written. Answers the exit code, 130.
 */
export async function watchPages(args: EmbedArgs, drawing: Drawing): Promise<number> {
  const { shell } = drawing
  const { signal } = shell
  const { files, shown } = toolsFor(shell)
  const print = (text: string): void => void shell.stdout.write(text)
  const outputs = new OwnOutputs(files)
  const waiting = new Waiting(signal)
  const changes = changesIn(shell, print, (changed) =>
    waiting.add([...changed].filter((file) => outputs.hasChanged(file))),
  )
  let reported = ''
  try {
    for (let turn = 0; !signal.aborted; turn += 1) {
      const because = waiting.take().map(shown).join(', ')
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
  report: (files: ReadonlySet<string>) => void,
): DiskChanges {
  const homes = homesOf(shell).map(({ scenarios }) => scenarios)
  const folders = homes.flatMap((home) => [home, path.join(path.dirname(home), 'transcripts')])
  const place = { folders, out: outOf(shell), root: shell.cwd, isUsed: isPart, exhausted: exhausted(print) }
  return new DiskChanges(place, report)
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
