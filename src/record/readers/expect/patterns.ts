import type { DraftText, DraftWanted } from '../../draft.ts'
import { mistakeInRegex, parseRegex } from '../../../text/regex.ts'

/** How `expect` compares: a glob (the default), a regex of Tcl, or text. */
export type How = 'glob' | 'regex' | 'exact'

/**
 * What a pattern of `expect` waits for, as expectations of lines: a pattern may go over several lines, and its last part is a prompt
 * when something is sent behind it. Undefined when it cannot be said.
 */
export function wantedOf(pattern: string, how: How, sendsNext: boolean): DraftWanted[] | undefined {
  if (how === 'regex') return ofRegex(pattern)
  const parts = pattern.split(/\r*\n/).map((part) => part.replaceAll('\r', ''))
  const last = parts.pop() ?? ''
  const wanted = parts.flatMap((part, index) => (index === 0 ? some(part, how, 'text') : some(part, how, 'line')))
  const end = some(last, how, sendsNext ? 'prompt' : 'text')
  return [...wanted, ...end]
}

function some(part: string, how: How, matcher: 'text' | 'line' | 'prompt'): DraftWanted[] {
  const text = how === 'exact' ? [part] : fromGlob(part)
  // `*` alone takes whatever is there.
  const isNothing = text.every((piece) =>
    typeof piece === 'string' ? piece === '' : 'any' in piece && piece.any === '.*',
  )
  return isNothing ? [] : [{ matcher, text }]
}

/**
 * `*`, `?`, `[abc]` and `\x` (string match of Tcl). At its ends `*` says nothing, since a part of a line is enough. A `?` that ends a
 * word stands for itself, as in “name? ”: that is what authors wait for.
 */
function fromGlob(glob: string): DraftText {
  const pieces: (string | { any: string })[] = []
  const add = (text: string) => {
    const last = pieces.at(-1)
    if (typeof last === 'string') pieces[pieces.length - 1] = last + text
    else pieces.push(text)
  }
  for (const match of glob
    .replace(/^\*+/, '')
    .replace(/(?<!\\)\*+$/, '')
    .matchAll(/\\([^])|(\*+)|(\?)(?=\S)|(\[[^\]]+\])|([^])/g)) {
    const [, escaped, star, question, set, other] = match
    if (star !== undefined) pieces.push({ any: '.*' })
    else if (question !== undefined) pieces.push({ any: '.' })
    else if (set !== undefined) pieces.push({ any: set.replaceAll('\\', '\\\\') })
    else add(escaped ?? other ?? '')
  }
  return pieces
}

/** Character classes of Tcl’s regexes as JavaScript says them (re_syntax(n)). */
const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  xdigit: '0-9A-Fa-f',
}

function ofRegex(pattern: string): DraftWanted[] | undefined {
  // A line has no end in it here; what stands behind the last one cannot be said.
  const lines = pattern.split(/(?:\\r|\r)*(?:\\n|\n)/)
  const sources = lines.map((line) =>
    line
      .replaceAll(/\\r|\r/g, '')
      .replaceAll(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all)
      .replaceAll('/', String.raw`\/`)
      .replace(/^\.[*+]/, '')
      .replace(/(?<!\\)\.[*+]$/, ''),
  )
  const kept = sources.filter((source) => source !== '')
  const regexes = kept.map((source) => `/${source}/`)
  const areRegexes = regexes.every((regex) => {
    const parsed = parseRegex(regex)
    return parsed !== undefined && mistakeInRegex(parsed) === undefined
  })
  return areRegexes ? kept.map((source) => ({ matcher: 'text', text: [{ any: source }] })) : undefined
}
