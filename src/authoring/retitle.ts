import { changed, lineEndOf, rootOf } from './edits.ts'
import { writeScalar } from './scalar.ts'

/** A scenario's text with another title, and a comment above it; as it is where it cannot be read. */
export function retitle(text: string, title: string, comment: string): string {
  const entry = rootOf(text.replace(/^\ufeff/, ''))?.entries.find(({ key }) => key === 'scenario')
  if (entry?.value.type !== 'scalar') return text
  const mark = text.startsWith('\ufeff') ? 1 : 0
  const { start, end } = entry.value.span
  return changed(text, [
    [start + mark, writeScalar(title, text[mark] === '{'), end - start],
    ...(text[mark] === '{' ? [] : [[entry.keySpan.start + mark, `# ${comment}${lineEndOf(text)}`] as const]),
  ])
}
