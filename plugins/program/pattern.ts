import { boundedRegex, compileRegex, parseRegex } from '../../src/plugin.ts'
import type { Ready } from './options.ts'

/** What `ready` looks for in output: a text, or a regex written as `/source/flags`. */
export type Pattern = { readonly text: string } | { readonly regex: Pick<RegExp, 'exec'> }

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

/** Reads a pattern; undefined when it is a regex that does not compile. */
export function readPattern(source: string): Pattern | undefined {
  const written = parseRegex(source)
  if (written === undefined) return { text: source }
  const compiled = compileRegex(written)
  return 'mistake' in compiled ? undefined : { regex: boundedRegex(compiled.regex, { background: true }) }
}
