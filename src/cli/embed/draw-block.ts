import path from 'node:path'
import type { Block } from '../../embed/blocks.ts'
import { callOf, placedIn, type BlockCall } from '../../embed/call.ts'
import { formOf, linesOfFile, linesOfText } from '../../embed/shown.ts'
import type { DrawnFile, Format } from '../../model/format.ts'
import type { Problem } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import type { Transcript } from '../../model/transcript.ts'
import { isWithin, pathFrom } from '../../suite/paths.ts'
import { drawSettingsOf } from '../render/draw-settings.ts'
import { drawWith } from '../render/draw.ts'
import type { Shell } from '../shell.ts'
import { conversationFor } from './conversation-for.ts'
import { keptAs, realName } from '../kept-files.ts'
import { markerFlags, type BlockValues } from './marker-flags.ts'
import { sourceFor } from './source-for.ts'

/** A block with what it shows now. */
export interface DrawnBlock {
  readonly block: Block
  /** The conversation, as the block names it. */
  readonly name: string
  /** Of its content, without what stands before each. */
  readonly lines: readonly string[]
  /** The files that it shows or links to. */
  readonly files: readonly BesideFile[]
}

/** A file that a block shows; its path is absolute. */
export interface BesideFile {
  readonly path: string
  readonly content: string | Uint8Array
}

/** What blocks are drawn with. */
export interface Drawing {
  readonly shell: Shell
  readonly formats: Registry['formats']
}

/** Draws what a block of a Markdown file shows; nothing is written. */
export async function drawBlock(
  block: Block,
  page: string,
  drawing: Drawing,
): Promise<DrawnBlock | { readonly problems: readonly Problem[] }> {
  const read = callOf(block, markerFlags)
  if ('problems' in read) return read
  const { call } = read
  const drawn = await drawCall(call, { page, ...drawing })
  if ('problem' in drawn) return { problems: [placedIn(block, call, drawn.problem)] }
  return { block, name: call.name, ...drawn }
}

type Content = Pick<DrawnBlock, 'lines' | 'files'>
type Mistake = { readonly problem: Problem }
type Place = Drawing & { readonly page: string }

async function drawCall(call: BlockCall, place: Place): Promise<Content | Mistake> {
  const values = call.values as BlockValues
  if (values.source === true) {
    const source = await sourceFor(call.name, values, place.shell)
    return 'problem' in source ? source : { lines: linesOfText(source.text, { language: 'yaml' }), files: [] }
  }
  const settings = drawSettingsOf(values, place.formats)
  if ('problem' in settings) return settings
  const found = await conversationFor(call.name, place.shell)
  if ('problem' in found) return found
  const drawn = await drawWith(settings, found.conversation, place.shell)
  if ('problems' in drawn) return { problem: drawn.problems[0]! }
  const { transcript } = found.conversation.replay
  const titled = { ...transcript, title: values.title ?? transcript.title }
  return contentOf(drawn, { values, format: settings.format, transcript: titled, conversation: found.file }, place)
}

interface Drawn {
  readonly values: BlockValues
  readonly format: Format
  readonly transcript: Transcript
  /** The file of the conversation. */
  readonly conversation: string
}

/** A text stands in the block itself, unless a file was asked for; everything else is a file beside the page. */
function contentOf(
  drawn: readonly DrawnFile[],
  { values, format, transcript, conversation }: Drawn,
  { page, shell }: Place,
): Content | Mistake {
  const { extension } = format
  const form = formOf(extension)
  const isText = form !== 'picture' && form !== 'link'
  const [only] = drawn
  if (isText && values.out === undefined && drawn.length === 1 && typeof only?.content === 'string')
    return { lines: linesOfText(only.content, form), files: [] }
  const out = values.out ?? path.join('pictures', path.basename(conversation).replace(/\.\w+$/, '') + extension)
  const wrong = wrongPlace(out, path.resolve(path.dirname(page), out), extension, shell)
  if (wrong !== undefined) return { problem: wrong }
  const label = values.alt ?? (form === 'picture' ? labelOf(transcript, values.lanes) : transcript.title)
  const files = drawn.map(({ suffix, content }) => {
    const link = `${out.slice(0, -extension.length)}${suffix}${out.slice(-extension.length)}`
    return { path: path.resolve(path.dirname(page), link), content, label: label + suffix.replace('.', ' · ') }
  })
  const lines = files.flatMap((file, index) => [
    ...(index === 0 ? [] : ['']),
    ...linesOfFile(pathFrom(path.dirname(page), file.path), file.label, form === 'picture' ? 'picture' : 'link'),
  ])
  return { lines, files }
}

/** Why a file cannot stand there; undefined where it can. */
function wrongPlace(out: string, file: string, extension: string, shell: Shell): Problem | undefined {
  if (!out.toLowerCase().endsWith(extension))
    return invalid(`“${out}” does not end in ${extension}`, 'name it as what it is, or choose another format with --to')
  if (path.isAbsolute(out))
    return invalid(`“${out}” is not a relative path`, 'write it as the Markdown file would link to it')
  const kept = keptAs(file, shell)
  if (kept !== undefined) return invalid(`“${out}” is ${kept}, and no picture takes its place`, 'name another file')
  // Through a link, too: whoever writes the Markdown need not be whoever draws it.
  if (isWithin(file, shell.cwd) && isWithin(realName(file), realName(shell.cwd))) return undefined
  return invalid(`“${out}” is outside of this folder`, 'a block writes only below the folder in which the command runs')
}

const invalid = (message: string, hint: string): Problem => ({ code: 'block-invalid', message, hint })

const namedLanes = 5

/** What a picture shows, for whoever does not see it. */
function labelOf({ title, lanes }: Transcript, chosen: readonly string[] | undefined): string {
  const names = chosen?.flatMap((each) => each.split(',')) ?? lanes.map(({ lane }) => lane)
  const more = names.length - namedLanes
  const listed = more > 1 ? [...names.slice(0, namedLanes), `${more} more`] : names
  const last = listed.at(-1)
  const before = listed.slice(0, -1).join(', ')
  return last === undefined ? title : `${title}: a conversation of ${before === '' ? '' : `${before} and `}${last}`
}
