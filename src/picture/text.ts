export { widthOf, wrap } from '../text/wrap.ts'

/** What a transcript writes with a backslash only to keep it safe in a file is drawn as it was said. */
export function asPrinted(text: string): string {
  return text.includes('\\') ? text.replace(/\\(\\|x20)/g, (_, kept: string) => (kept === '\\' ? '\\' : ' ')) : text
}
