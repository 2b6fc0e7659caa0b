import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = dirname(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/package.json')))
const faces = ['SansMono', 'SansMono-Bold', 'SansMono-Oblique', 'SansMono-BoldOblique', 'Sans']

/** Puts the fonts that pictures of pixels are drawn with into a folder, with their licence. The package they come from has ten times as many. */
export async function fontsInto(folder) {
  await mkdir(folder, { recursive: true })
  await copyFile(join(source, 'LICENSE'), join(folder, 'LICENSE'))
  for (const face of faces) await copyFile(join(source, 'ttf', `DejaVu${face}.ttf`), join(folder, `DejaVu${face}.ttf`))
}
