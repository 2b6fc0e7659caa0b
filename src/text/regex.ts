/** A `/source/flags` as an author writes it. */
export interface WrittenRegex {
  readonly source: string
  readonly flags: string
}

const knownFlags = 'dgimsuvy'

/**
 * Reads `/source/flags`; undefined when the text is none: it must begin with `/`, and behind its last `/` only letters that
 * are flags may stand, none twice – so that `/usr/bin` stays text.
 */
export function parseRegex(text: string): WrittenRegex | undefined {
  if (text.charCodeAt(0) !== 47 || text.length < 3) return undefined
  const close = text.lastIndexOf('/')
  if (close < 2) return undefined
  const flags = text.slice(close + 1)
  for (let i = 0; i < flags.length; i++) {
    if (!knownFlags.includes(flags[i]!) || flags.indexOf(flags[i]!) !== i) return undefined
  }
  return { source: text.slice(1, close), flags }
}

/** Compiles; a mistake comes back as the engine's words, shortened. `g`, `y` and `d` have no meaning where one line is asked. */
export function compileRegex({
  source,
  flags,
}: WrittenRegex): { readonly regex: RegExp } | { readonly mistake: string } {
  const idle = /[gyd]/.exec(flags)
  if (idle !== null) return { mistake: `the flag “${idle[0]}” has no meaning here` }
  try {
    return { regex: new RegExp(source, flags) }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { mistake: said.slice(said.lastIndexOf(': ') + 2).toLowerCase() }
  }
}

/** A text as a pattern that matches just this text; a variable inside a regex is inserted so. */
export function escapeRegex(text: string): string {
  // \x2d and not \-: an escaped hyphen is an error outside a class under the u flag.
  return text
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/-/g, '\\x2d')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
}

/** Names of its `(?<groups>)`. */
export function groupNames(source: string): string[] {
  if (!source.includes('(?<')) return []
  return [...source.matchAll(/(?<!\\)\(\?<([A-Za-z_$][\w$]*)>/g)].map((match) => match[1]!)
}

/** True when every match must contain a line feed, so that no line could ever be matched. */
export function needsNewline(source: string): boolean {
  if (!source.includes('\\n') && !source.includes('\n')) return false
  return new Scanner(source).alternatives()
}

/** Walks a pattern that compiles; each method says whether what it walked must contain a line feed. */
class Scanner {
  private at = 0
  private readonly source: string
  constructor(source: string) {
    this.source = source
  }

  alternatives(): boolean {
    let all = this.sequence()
    while (this.source[this.at] === '|') {
      this.at++
      const needs = this.sequence()
      all &&= needs
    }
    return all
  }

  private sequence(): boolean {
    let any = false
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const needs = this.atom()
      if (needs && !this.optional()) any = true
    }
    return any
  }

  private atom(): boolean {
    const character = this.source[this.at++]
    if (character === '\n') return true
    if (character === '\\') return this.source[this.at++] === 'n'
    if (character === '[') return this.set()
    if (character !== '(') return false
    const opening = /^\?(?::|<?[=!]|<[^>]*>|[a-z-]+:)/.exec(this.source.slice(this.at))?.[0] ?? ''
    this.at += opening.length
    const needs = this.alternatives()
    this.at++
    return needs && !opening.endsWith('!')
  }

  private set(): boolean {
    const start = this.at
    while (this.at < this.source.length && this.source[this.at] !== ']')
      this.at += this.source[this.at] === '\\' ? 2 : 1
    const inside = this.source.slice(start, this.at++)
    return inside === '\\n' || inside === '\n'
  }

  private optional(): boolean {
    const next = this.source[this.at]
    if (next === '?' || next === '*') return true
    return /^\{0[,}]/.test(this.source.slice(this.at, this.at + 3))
  }
}
