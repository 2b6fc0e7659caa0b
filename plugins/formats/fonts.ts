import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ownCharacters } from './pieces.ts'

/** The font of every picture, in its faces. */
const faces = [
  'DejaVuSansMono.ttf',
  'DejaVuSansMono-Bold.ttf',
  'DejaVuSansMono-Oblique.ttf',
  'DejaVuSansMono-BoldOblique.ttf',
]
/** Has braille, faces and other signs that the monospaced one lacks. Reading it takes some 15 ms. */
const further = 'DejaVuSans.ttf'
const usual = new RegExp(`^[\n${ownCharacters}]*$`)

/** The files of the fonts that a drawing needs. Those of the package stand in `dist/fonts`, where the build puts them. */
export function fontFiles(svg: string, from = import.meta.dirname): string[] {
  const folder = folderAbove(from)
  return [...faces, ...(usual.test(svg) ? [] : [further])].map((file) => join(folder, file))
}

function folderAbove(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const fonts of [join(folder, 'fonts'), join(folder, 'dist', 'fonts')])
      if (existsSync(join(fonts, faces[0] as string))) return fonts
    if (folder === dirname(folder)) throw new Error('the fonts of the package are missing; install it again')
  }
}
