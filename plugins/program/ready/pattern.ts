import { boundedRegex, compileRegex, parseRegex } from '../../../src/plugin.ts'

/** What `ready` looks for in output: a text, or a regex written as `/source/flags`. */
export type Pattern = { readonly text: string } | { readonly regex: Pick<RegExp, 'exec'> }

/** Reads a pattern; undefined when it is a regex that does not compile. */
export function readPattern(source: string): Pattern | undefined {
  const written = parseRegex(source)
  if (written === undefined) return { text: source }
  const compiled = compileRegex(written)
  return 'mistake' in compiled ? undefined : { regex: boundedRegex(compiled.regex, { background: true }) }
}
