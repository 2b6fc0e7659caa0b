/** Where programs go wrong when a stream is cut there, those that find most come first. */
const kinds = ['character', 'line-end', 'length', 'last', 'before-line-end', 'first', 'middle', 'between'] as const
export type PlaceKind = (typeof kinds)[number]

/** A place in a stream: behind so many bytes. */
export interface Place {
  readonly at: number
  readonly kind: PlaceKind
}

const lineFeed = 10
const carriageReturn = 13
/** Of one kind, so that a long stream of lines does not hide its other places. */
const mostOfAKind = 64
/** Lengths that stand before a message have so many bytes. */
const prefixes = [1, 2, 4]

/**
 * The places in a stream that matter to whoever reads it, each once: inside a character, between CR and LF, behind a length, before the last
 * byte, before the end of a line, behind its first byte, in its middle, between two lines. Those that find most come first.
 */
export function placesThatMatter(bytes: Uint8Array, length: number = bytes.length): readonly Place[] {
  const found = new Map<PlaceKind, number[]>(kinds.map((kind) => [kind, []]))
  const add: Add = (kind, at) => void found.get(kind)?.push(at)
  let begin = 0
  for (let at = 1; at < bytes.length; at++) {
    addBetween(bytes[at - 1] as number, bytes[at] as number, at, add)
    if (bytes[at - 1] !== lineFeed) continue
    addLine(begin, at, add)
    begin = at
  }
  addLine(begin, bytes.length, add)
  if (!isText(bytes)) for (const prefix of prefixes) if (prefix < length) add('length', prefix)
  if (length > 1) add('last', length - 1)
  const seen = new Set<number>()
  return kinds.flatMap((kind) =>
    (found.get(kind) ?? []).slice(0, mostOfAKind).flatMap((at) => {
      if (seen.has(at)) return []
      seen.add(at)
      return [{ at, kind }]
    }),
  )
}

type Add = (kind: PlaceKind, at: number) => void

/** What is cut between two bytes. */
function addBetween(before: number, after: number, at: number, add: Add): void {
  if (isContinuation(after) && (isContinuation(before) || before >= 0xc2)) add('character', at)
  if (before === carriageReturn && after === lineFeed) add('line-end', at)
  if (after === carriageReturn || (after === lineFeed && before !== carriageReturn)) add('before-line-end', at)
  if (before === lineFeed) add('between', at)
}

function addLine(begin: number, end: number, add: Add): void {
  if (end - begin > 1) add('first', begin + 1)
  if (end - begin > 3) add('middle', begin + Math.floor((end - begin) / 2))
}

const isContinuation = (byte: number): boolean => byte >= 0x80 && byte < 0xc0

/** No control characters but those of lines and of terminals. */
const isText = (bytes: Uint8Array): boolean => bytes.every((byte) => byte >= 0x20 || (byte >= 7 && byte <= 0x1b))
