import { boundedRegex, parseRegex } from '../../../src/plugin.ts'
import type { Rows, WantedStyle } from './wanted.ts'

/** What is looked for on a screen. */
export interface Sought {
  readonly rows: Rows
  readonly text: string | undefined
  readonly find: Find
  readonly style: WantedStyle
  readonly cursor: readonly [number, number] | undefined
}

/** The next match in a text from an index on; a regex looks at rows as at lines. */
export type Find = (text: string, from: number) => Found | undefined
export interface Found {
  readonly start: number
  readonly end: number
  readonly captures: Readonly<Record<string, string>>
}

const none = {}

/** Finds a text as it stands, or what a `/regex/` matches. */
export function finder(written: string): Find {
  const regex = parseRegex(written)
  if (regex === undefined)
    return (text, from) => {
      const start = text.indexOf(written, from)
      return start < 0 ? undefined : { start, end: start + written.length, captures: none }
    }
  const flags = regex.flags.replaceAll(/[gydm]/g, '')
  const pattern = new RegExp(regex.source, `${flags}gm`)
  const bounded = boundedRegex(pattern)
  return (text, from) => {
    pattern.lastIndex = from
    const match = bounded.exec(text)
    if (match === null) return undefined
    return { start: match.index, end: match.index + match[0].length, captures: groupsOf(match) }
  }
}

/** Named groups that took part in the match. */
function groupsOf({ groups = {} }: RegExpExecArray): Readonly<Record<string, string>> {
  const taken = Object.entries(groups).filter((entry) => entry[1] !== undefined)
  return Object.fromEntries(taken)
}
