import { blocksIn } from '../../embed/blocks.ts'
import { replaced, staleness, type Stale } from '../../embed/replace.ts'
import type { Problem } from '../../model/problem.ts'
import type { Source } from '../../model/span.ts'
import { toolsFor, type Tools } from '../tools.ts'
import { drawBlock, type BesideFile, type DrawnBlock, type Drawing } from './draw-block.ts'

/** A Markdown file and what its blocks would show now. A page with a problem is left as it is. */
export interface Page {
  readonly source: Source
  readonly blocks: readonly BlockState[]
  readonly problems: readonly Problem[]
}

export interface BlockState extends DrawnBlock {
  /** What it shows and would show, where that differs. */
  readonly stale?: Stale
  readonly files: readonly (BesideFile & { readonly state: FileState })[]
}
type FileState = 'fresh' | 'missing' | 'differs'

/** Reads a Markdown file and draws its blocks. */
export async function drawPage(file: string, drawing: Drawing): Promise<Page> {
  const { files, shown } = toolsFor(drawing.shell)
  const read = files.read(file)
  const empty = { file, shown: shown(file), text: '' }
  if ('problem' in read) return { source: empty, blocks: [], problems: [read.problem] }
  const text = decoded(read.bytes)
  if (text === undefined) return { source: empty, blocks: [], problems: [notUtf8(shown(file))] }
  const { blocks, problems } = blocksIn(text, file)
  const states: BlockState[] = []
  const found = [...problems]
  for (const block of blocks) {
    const drawn = await drawBlock(block, file, drawing)
    if ('problems' in drawn) found.push(...drawn.problems)
    else states.push(stateOf(drawn, text, files))
  }
  return { source: { ...empty, text }, blocks: states, problems: found }
}

/** The text of a page with all blocks as they would be; the same text where none is stale. */
export const textOf = ({ source, blocks }: Page): string =>
  replaced(
    source.text,
    blocks.filter(({ stale }) => stale !== undefined),
  )

function stateOf(drawn: DrawnBlock, text: string, files: Tools['files']): BlockState {
  const stale = staleness(text, drawn.block, drawn.lines)
  return {
    ...drawn,
    ...(stale === undefined ? {} : { stale }),
    files: drawn.files.map((file) => ({ ...file, state: fileState(file, files) })),
  }
}

function fileState({ path, content }: BesideFile, files: Tools['files']): FileState {
  if (!files.exists(path)) return 'missing'
  const read = files.read(path)
  return 'bytes' in read && Buffer.from(content).equals(read.bytes) ? 'fresh' : 'differs'
}

/** Undefined where it is not UTF-8; a mark at its beginning stays. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const notUtf8 = (shown: string): Problem => ({
  code: 'not-utf8',
  message: `${shown} is not UTF-8`,
  hint: 'save it as UTF-8',
})
