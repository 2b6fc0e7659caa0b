import { boundedRegex } from '../../src/plugin.ts'

/** What `ready` looks for in output: a text, or a regex written as `/source/flags`. */
export type Pattern = { readonly text: string } | { readonly regex: Pick<RegExp, 'exec'> }

const written = /^\/(.+)\/([imsuv]*)$/s

/** Reads a pattern; undefined when it is a regex that does not compile. */
export function readPattern(source: string): Pattern | undefined {
  const match = written.exec(source)
  if (match === null) return { text: source }
  try {
    return { regex: boundedRegex(new RegExp(match[1] ?? '', match[2]), { aside: true }) }
  } catch {
    return undefined
  }
}
