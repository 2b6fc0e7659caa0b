/** A fenced block of Markdown, without a line end behind it: the fence is longer than any inside it (CommonMark 4.5). */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${fence}`
}

/** Text that Markdown takes as it is (CommonMark 2.4). */
export const prose = (text: string): string => text.replace(/[\\`*_[\]<>#&|~]/g, String.raw`\$&`)
