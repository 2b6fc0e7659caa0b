/** A line that git puts around the two sides of a conflict (git-merge(1), “How conflicts are presented”). */
const marker = /^(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?: (.*))?$/

export const isConflictMarker = (line: string): boolean => marker.test(line)

export const hasConflict = (text: string): boolean => text.split(/\r?\n/).some(isConflictMarker)

/** A side of a conflict: its whole text, and what git calls it. */
export interface Side {
  readonly name: string
  readonly text: string
}

/** Both sides of a file with conflict markers; what merged by itself is in both. */
export function sidesOf(text: string): { readonly ours: Side; readonly theirs: Side } {
  const names = { ours: 'ours', theirs: 'theirs' }
  const kept: { ours: string[]; theirs: string[] } = { ours: [], theirs: [] }
  let side: 'both' | 'ours' | 'base' | 'theirs' = 'both'
  for (const line of text.split('\n')) {
    const [, sign, name] = marker.exec(line) ?? []
    if (sign === '<<<<<<<') {
      side = 'ours'
      names.ours = name ?? names.ours
    } else if (sign === '|||||||') side = 'base'
    else if (sign === '=======' && side !== 'both') side = 'theirs'
    else if (sign === '>>>>>>>') {
      side = 'both'
      names.theirs = name ?? names.theirs
    } else if (side !== 'base') {
      if (side !== 'theirs') kept.ours.push(line)
      if (side !== 'ours') kept.theirs.push(line)
    }
  }
  return {
    ours: { name: names.ours, text: kept.ours.join('\n') },
    theirs: { name: names.theirs, text: kept.theirs.join('\n') },
  }
}
