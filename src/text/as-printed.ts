/** A transcript writes a backslash before some characters only to keep them safe in a file; they are drawn without it. */
export function asPrinted(text: string): string {
  return text.includes('\\') ? text.replace(/\\(\\|x20)/g, (_, kept: string) => (kept === '\\' ? '\\' : ' ')) : text
}
