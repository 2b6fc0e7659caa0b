import path from 'node:path'
import type { Variant } from '../model/variant.ts'
import { inFileName } from '../text/file-name.ts'
import { printable } from '../text/printable.ts'

/** A path as messages show it: relative to the working directory where that is shorter, with forward slashes. */
export function shownFrom(cwd: string): (file: string) => string {
  return (file) => {
    const relative = relativeTo(cwd, file)
    const shown = relative === '' ? '.' : relative.startsWith(`..${path.sep}..${path.sep}..`) ? file : relative
    return printable(path.sep === '/' ? shown : shown.replaceAll(path.sep, '/'))
  }
}

/** The path from a folder to a file, with `/` on every system. */
export const pathFrom = (folder: string, file: string): string => path.relative(folder, file).replaceAll(path.sep, '/')

/** `path.relative`, which takes both apart; nearly every file is below the folder. */
function relativeTo(folder: string, file: string): string {
  const isBelow = file.startsWith(folder) && file[folder.length] === path.sep && path.normalize(file) === file
  return isBelow ? file.slice(folder.length + 1) : path.relative(folder, file)
}

/** Whether a file, or a folder, is this folder or below it. */
export const isWithin = (file: string, folder: string): boolean =>
  `${file}${path.sep}`.startsWith(path.join(folder, path.sep))

const withoutExtension = (file: string): string => file.replace(/\.ya?ml$/i, '')

/** The file of a scenario with another name, in the folder of this one. */
export const scenarioBeside = (file: string, name: string): string =>
  path.join(path.dirname(file), `${withoutExtension(name)}.yaml`)

/**
 * Where a scenario's transcript lives: the same path under the `transcripts` folder beside the nearest folder that is named
 * `scenarios`, or is the given one; without such a folder, under `transcripts` beside the file. `echo.new.txt` is what a run of `echo.yaml` keeps when it
 * differs, so that `echo.new.yaml` writes `echo.new.yaml.txt`. That of some values of a matrix is `echo.impl=redis.txt`.
 */
export function transcriptPath(file: string, scenarios?: string, values?: Variant['matrix']): string {
  const folder = scenariosFolder(file, scenarios)
  const root = folder === undefined ? path.dirname(file) : path.dirname(folder)
  return path.join(root, 'transcripts', `${transcriptStem(relativeTo(folder ?? root, file))}${valuesPart(values)}.txt`)
}

/** What names of a scenario's transcripts begin with. */
export function transcriptStem(file: string): string {
  const stem = withoutExtension(file)
  return stem.endsWith('.new') ? file : stem
}

/** The nearest folder above the file that is named `scenarios`, or is the given one. */
function scenariosFolder(file: string, scenarios?: string): string | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (folder === scenarios || path.basename(folder) === 'scenarios') return folder
    if (path.dirname(folder) === folder) return undefined
  }
}

/** Whether entries of a scenario share its transcript, or each value of a matrix or each project has its own. */
export type Transcripts = 'shared' | 'per-value' | 'per-project'

/** The transcript of an entry, and where a new one of it waits: of a transcript that entries share, one for each may wait. */
export function placesOfTranscript(
  { file, matrix, project }: { readonly file: string } & Variant,
  { scenarios, transcripts }: { readonly scenarios?: string; readonly transcripts?: Transcripts },
): { readonly committed: string; readonly pending: string } {
  const ofProject: Readonly<Record<string, string>> = project === undefined ? {} : { project }
  const own = { shared: undefined, 'per-value': matrix, 'per-project': ofProject }[transcripts ?? 'shared']
  return {
    committed: transcriptPath(file, scenarios, own),
    pending: newPath(transcriptPath(file, scenarios, { ...matrix, ...ofProject })),
  }
}

/** Where a differing transcript is kept in a local run, until it is accepted or the scenario agrees again. */
export const newPath = (transcript: string): string => transcript.replace(/\.txt$/, '.new.txt')

/**
 * A path under the output folder that belongs to this scenario alone: `.scenario/scenarios/echo.jsonl`, with values of a matrix
 * `echo.impl=redis.jsonl`, of a project in a folder with its name.
 */
export function outputPath(
  out: string,
  cwd: string,
  { file, matrix, project }: { readonly file: string } & Variant,
  extension: string,
): string {
  const relative = withoutExtension(relativeTo(cwd, file))
  const inside = relative.split(path.sep).map((part) => (part === '..' ? '_' : part.replace(/:$/, '')))
  const folder = project === undefined ? out : path.join(out, inFileName(project))
  return `${path.join(folder, ...inside)}${valuesPart(matrix)}${extension}`
}

/** `.impl=redis`, what names of files have of values. */
export const valuesPart = (matrix: Variant['matrix'] = {}): string =>
  Object.entries(matrix)
    .map(([name, value]) => `.${inFileName(name)}=${inFileName(value)}`)
    .join('')
