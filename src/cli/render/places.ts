import path from 'node:path'
import type { Drawn, DrawnFile } from '../../model/format.ts'
import type { Problem } from '../../model/problem.ts'
import { statOf } from '../../suite/walk.ts'
import { groups } from '../../text/groups.ts'
import type { Shell } from '../shell.ts'
import { usage } from '../usage.ts'

/** Where a picture goes, without its extension where the format may have several; `-` is standard output. */
export interface Place {
  /** As it is written, from the working directory. */
  readonly stem: string
  readonly extension: string
}

export const standardOutput = '-'

/**
 * A place for each name: a file that `--out` names for one, else below the folder that it names, or below this one. A problem where two
 * would be the same file.
 */
export function placesFor(
  names: readonly string[],
  out: string | undefined,
  extension: string,
  { cwd }: Pick<Shell, 'cwd'>,
): { readonly places: readonly Place[] } | { readonly problem: Problem } {
  const several = names.length > 1
  if (out === standardOutput)
    return several
      ? usage(`${names.length} conversations cannot be written to standard output`, 'name a folder: --out pictures/')
      : { places: [{ stem: standardOutput, extension: '' }] }
  const isFolder = out !== undefined && (several || /[\\/]$/.test(out) || statOf(path.resolve(cwd, out))?.isDirectory())
  if (out !== undefined && isFolder !== true) return { places: [fileAt(out)] }
  if (out !== undefined && several && statOf(path.resolve(cwd, out))?.isDirectory() === false)
    return usage(
      `--out ${out} is a file, and ${names.length} conversations are drawn`,
      'name a folder: --out pictures/',
    )
  const twice = groups(names, (name) => name).find((all) => all.length > 1)
  if (twice !== undefined)
    return usage(
      `${twice.length} of these conversations would be drawn as ${twice[0]}${extension}`,
      'draw them in calls of their own, with different --out',
    )
  return { places: names.map((name) => ({ stem: path.join(out ?? '', name), extension })) }
}

function fileAt(out: string): Place {
  const extension = path.extname(out)
  return { stem: extension === '' ? out : out.slice(0, -extension.length), extension }
}

/** The files of what a format has drawn. */
export function filesOf(drawn: Drawn): readonly DrawnFile[] {
  if (typeof drawn === 'string' || drawn instanceof Uint8Array) return [{ suffix: '', content: drawn }]
  return drawn.files
}
