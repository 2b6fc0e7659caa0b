import type { Registry } from '../../model/registry.ts'
import type { Outline } from '../outline/outline.ts'
import { placesOfPiece } from '../places/of-piece.ts'
import type { Place } from '../places/place.ts'

/** What is being written at the cursor. */
export interface Slot {
  /** The name of what is written, and for whom, as far as it is written. `${` opens a name of any sort. */
  readonly of: Place['of'] | 'braces'
  readonly written: string
  readonly scope?: string
  readonly verb?: string
  /** Where what is written begins. */
  readonly start: number
  /** A colon and a value come behind it. */
  readonly isKey?: true
  /** A `}` is missing behind the cursor. */
  readonly open?: true
}

/** A word that no scenario has, in the place of the cursor. */
const marker = 'Q0cursor0Q'

/**
 * What a name at the cursor would be the name of; undefined where the schema alone knows what may stand. Only what stands before the cursor
 * is looked at, so that a line may be half-written.
 */
export function slotAt(outline: Outline, offset: number, registry: Registry, file: string): Slot | undefined {
  const { text, pieces } = outline
  const piece = pieces.findLast(({ start, end }) => start <= offset && offset <= end)
  if (piece === undefined) return undefined
  const before = text.slice(piece.start, offset)
  const braces = inBraces(before, text.slice(offset), offset)
  if (braces !== undefined) return braces
  const written = `${before}${marker}`
  // A word on a line of its own may be a whole value, or a key whose colon is still to come.
  const place = ['', ':']
    .map((colon) => placesOfPiece(piece.is, written + colon + closers(written), file, registry))
    .flatMap(({ places }) => places)
    .find(({ name, gives, of }) => name.includes(marker) && (gives !== true || of === 'tag' || of === 'state'))
  if (place === undefined) return undefined
  const { of, name, scope, verb, start, isKey } = place
  // What stands behind the `#` of a name is a name as well, and is asked for together with it.
  const part = name.slice(0, name.indexOf(marker))
  return {
    of,
    written: part,
    start: start + piece.start,
    ...(scope === undefined ? {} : { scope }),
    ...(verb === undefined ? {} : { verb }),
    ...(isKey === undefined ? {} : { isKey }),
  }
}

/** A name that is being written behind `${`. */
function inBraces(before: string, after: string, offset: number): Slot | undefined {
  const match = /(?<!\$)\$\{([\w#.-]*)$/.exec(before)
  if (match === null) return undefined
  const written = match[1]!
  const open = /^[\w#.-]*\}/.test(after) ? {} : { open: true as const }
  return { of: 'braces', written, start: offset - written.length, ...open }
}

/** Texts in quotes, closed or not, comments, and brackets. */
const signs = /(?<=[\s{[,:]|^)(?:"(?:[^"\\]|\\.)*"?|'[^']*'?)|(?<=\s)#[^\n]*|[{}[\]]/g
const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']' }

/** The quote and the brackets that are open at the end of a piece, closed. */
function closers(text: string): string {
  let open = ''
  let quote = ''
  for (const [sign] of text.matchAll(signs)) {
    const [first = ''] = sign
    if (first === '"' || first === "'") quote = sign.length > 1 && sign.endsWith(first) ? '' : first
    else if (closing[sign] !== undefined) open = closing[sign] + open
    else if (open.startsWith(sign)) open = open.slice(1)
  }
  return quote + open
}
