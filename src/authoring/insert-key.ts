import { changed, isFlow, lineEndOf, rootOf } from './edits.ts'
import { writeFlow } from './flow.ts'
import type { Written } from './written.ts'

/** A scenario's text with one more key above its steps; undefined where it has this key, or has no place for it. */
export function insertKey(text: string, key: string, value: Written): string | undefined {
  const mark = text.startsWith('\ufeff') ? 1 : 0
  const root = rootOf(text.slice(mark))
  const steps = root?.entries.find((entry) => entry.key === 'steps')
  if (root === undefined || steps === undefined || isFlow(text, { start: root.span.start + mark, end: 0 }))
    return undefined
  if (root.entries.some((entry) => entry.key === key)) return undefined
  return changed(text, [[steps.keySpan.start + mark, `${key}: ${writeFlow(value)}${lineEndOf(text)}`]])
}
