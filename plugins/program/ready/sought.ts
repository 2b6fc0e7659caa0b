import type { Ready } from './option.ts'
import { readPattern, type Pattern } from './pattern.ts'

/** What `ready` seeks in the output: a lone text that looks like a regex is one, in the long form each has its name. */
export function soughtBy(
  ready: Ready | undefined,
):
  | { readonly pattern: Pattern; readonly shown: string; readonly stream?: 'stdout' | 'stderr' | undefined }
  | undefined {
  if (typeof ready === 'string') {
    const pattern = readPattern(ready) ?? { text: ready }
    return { pattern, shown: shownOf(pattern, ready) }
  }
  if (ready === undefined || !('text' in ready || 'regex' in ready)) return undefined
  const { stream } = ready
  if ('text' in ready) return { pattern: { text: ready.text }, shown: `“${ready.text}”`, stream }
  const pattern = readPattern(ready.regex) ?? { text: ready.regex }
  return { pattern, shown: ready.regex, stream }
}

const shownOf = (pattern: Pattern, written: string): string => ('text' in pattern ? `“${written}”` : written)
