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

/** Flags that have no meaning where one line is asked at a time. */
const idleFlags = /[gyd]/g

/** Compiles, without the flags `g`, `y` and `d`, which have no meaning where one line is asked; a mistake is in the engine's words, shortened. */
export function compileRegex({
  source,
  flags,
}: WrittenRegex): { readonly regex: RegExp } | { readonly mistake: string } {
  try {
    return { regex: new RegExp(source, flags.replaceAll(idleFlags, '')) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { mistake: message.slice(message.lastIndexOf(': ') + 2).toLowerCase() }
  }
}

/** Why a regex that an author writes in a scenario is invalid: a flag without a meaning, or a mistake in its syntax. */
export function mistakeInRegex(regex: WrittenRegex): string | undefined {
  const idle = regex.flags.match(idleFlags)?.[0]
  if (idle !== undefined) return `the flag “${idle}” has no meaning here`
  const compiled = compileRegex(regex)
  return 'mistake' in compiled ? compiled.mistake : undefined
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

/** The same without the flags `u` and `v`, outside of a class: a hyphen stays as it is, so that people read it. */
export const legibleRegex = (text: string): string => text.split('-').map(escapeRegex).join('-')
