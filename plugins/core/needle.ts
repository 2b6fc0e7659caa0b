/** What may follow an atom and lets it be absent: `*`, `?`, `{0,}`; any other count is treated alike, to be safe. */
const optional = /^(?:[*?]|\{\d*,?\d*\})/
/** Escapes that stand for the character itself. */
const itself = /[\\^$.*+?()[\]{}|/]/

/**
 * The longest text that every match of this regex is sure to contain, so that lines without it need not be decoded; undefined when
 * none is sure. Careful rather than clever: groups, classes and counted atoms are left out, alternatives and `i` give up.
 */
export function needleOf({ source, flags }: RegExp): string | undefined {
  if (flags.includes('i')) return undefined
  let longest = ''
  let run = ''
  const end = () => {
    if (run.length > longest.length) longest = run
    run = ''
  }
  for (let at = 0; at < source.length;) {
    const character = source.charAt(at)
    if (character === '|') return undefined
    const { next, literal } = atomAt(source, at)
    const rest = source.slice(next, next + 12)
    if (literal === undefined || optional.test(rest)) end()
    else {
      run += literal
      if (rest.startsWith('+')) end()
    }
    at = next + (optional.exec(rest)?.[0].length ?? (rest.startsWith('+') ? 1 : 0))
  }
  end()
  return longest === '' ? undefined : longest
}

/** The atom at this place: where the next one begins, and the one character it stands for, if it is that simple. */
export function atomAt(source: string, at: number): { readonly next: number; readonly literal?: string } {
  const character = source.charAt(at)
  if (character === '\\') {
    const escaped = source.charAt(at + 1)
    return itself.test(escaped) ? { next: at + 2, literal: escaped } : { next: escapeEnd(source, at) }
  }
  if (character === '[') return { next: classEnd(source, at) }
  if (character === '(') return { next: groupEnd(source, at) }
  // Half of a surrogate pair is no text of its own.
  if ('^$.?*+{}'.includes(character) || /[\ud800-\udfff]/.test(character)) return { next: at + 1 }
  return { next: at + 1, literal: character }
}

function escapeEnd(source: string, at: number): number {
  const escape = /^\\(?:x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]+\}|c[a-z]|k<[^>]*>|p\{[^}]*\}|\d+|[^])/i.exec(
    source.slice(at, at + 80),
  )
  return at + (escape?.[0].length ?? 2)
}

function classEnd(source: string, at: number): number {
  let depth = 0
  for (let i = at; i < source.length; i++) {
    const character = source.charAt(i)
    if (character === '\\') i += 1
    else if (character === '[') depth += 1
    else if (character === ']' && --depth === 0) return i + 1
    // Only the v flag nests classes; without it an inner `[` is a character, and the first `]` ends all.
    else if (character === ']') return source.length
  }
  return source.length
}

function groupEnd(source: string, at: number): number {
  let depth = 0
  for (let i = at; i < source.length; i++) {
    const character = source.charAt(i)
    if (character === '\\') i += 1
    else if (character === '[') i = classEnd(source, i) - 1
    else if (character === '(') depth += 1
    else if (character === ')' && --depth === 0) return i + 1
  }
  return source.length
}
