import { fenced, prose } from '../text/markdown.ts'
import { linesOf } from '../text/position.ts'

/** How a block shows what was drawn: as code in a language, as Markdown, as a picture, or as a link to the file. */
export type Form = 'picture' | 'link' | 'markdown' | { readonly language: string }

const pictures: ReadonlySet<string> = new Set(['.svg', '.png', '.gif', '.webp'])
const languages: Readonly<Record<string, string>> = { '.txt': 'text', '.mmd': 'mermaid', '.yaml': 'yaml' }

/** How a file with this extension is shown; of several (`.sequence.svg`) the last one counts. */
export function formOf(whole: string): Form {
  const extension = whole.slice(Math.max(0, whole.lastIndexOf('.')))
  if (pictures.has(extension)) return 'picture'
  if (extension === '.md') return 'markdown'
  const language = Object.hasOwn(languages, extension) ? languages[extension] : undefined
  return language === undefined ? 'link' : { language }
}

/** The lines of a block that shows a text. */
export function linesOfText(text: string, form: 'markdown' | { readonly language: string }): string[] {
  const lines = linesOf(form === 'markdown' ? text : fenced(text, form.language))
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop()
  return lines
}

/** The lines of a block that shows a file, or links to it; `path` is the one from the Markdown file, with `/`. */
export function linesOfFile(path: string, label: string, form: 'picture' | 'link'): string[] {
  const oneLine = prose(label.replace(/\s+/g, ' ').trim())
  return [`${form === 'picture' ? '!' : ''}[${oneLine}](${linkTo(path)})`]
}

/** A path as a link destination takes it (CommonMark 6.3). */
const linkTo = (path: string): string =>
  encodeURI(path).replace(/[()#?]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
