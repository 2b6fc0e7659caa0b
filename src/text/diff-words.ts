import { pushAll } from './push-all.ts'
type Range = [number, number]

/** What differs between two lines: ranges [start, end) in UTF-16 units, in order. */
export interface DifferingRanges {
  readonly expected: Range[]
  readonly received: Range[]
}

/** Beyond so many cells of the comparison table the whole middle is said to differ. */
const tableLimit = 40_000
const wordPattern = /[\p{L}\p{N}_]+|\s+|./gsu

/**
 * Marks what a person would see as different: common ends are trimmed, the middle is compared word by word, and a word that was
 * mistyped is marked by its differing letters only. Bounded on long lines. A side that lacks something has an empty range there.
 */
export function differingRanges(expected: string, received: string): DifferingRanges {
  if (expected === received) return { expected: [], received: [] }
  const left = wordsOf(expected)
  const right = wordsOf(received)
  const ranges: DifferingRanges = { expected: [], received: [] }
  for (const change of changes(left, right)) {
    const refined =
      change.left.length === 1 && change.right.length === 1 ? refine(change.left[0]!, change.right[0]!) : undefined
    const one = refined?.expected ?? [spanOf(change.left, left, change.leftFrom, expected.length)]
    const other = refined?.received ?? [spanOf(change.right, right, change.rightFrom, received.length)]
    pushAll(ranges.expected, one)
    pushAll(ranges.received, other)
  }
  return { expected: joined(ranges.expected, expected), received: joined(ranges.received, received) }
}

interface Word {
  readonly text: string
  readonly start: number
}

interface Change {
  readonly left: Word[]
  readonly leftFrom: number
  readonly right: Word[]
  readonly rightFrom: number
}

const wordsOf = (line: string): Word[] =>
  Array.from(line.matchAll(wordPattern), (match) => ({ text: match[0], start: match.index }))

function changes(left: readonly Word[], right: readonly Word[]): Change[] {
  let start = 0
  while (start < left.length && start < right.length && left[start]!.text === right[start]!.text) start += 1
  let leftEnd = left.length
  let rightEnd = right.length
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1]!.text === right[rightEnd - 1]!.text) {
    leftEnd -= 1
    rightEnd -= 1
  }
  const change = (a: number, b: number, c: number, d: number): Change => ({
    left: left.slice(a, b),
    leftFrom: a,
    right: right.slice(c, d),
    rightFrom: c,
  })
  if ((leftEnd - start) * (rightEnd - start) > tableLimit) return [change(start, leftEnd, start, rightEnd)]
  const found: Change[] = []
  let [a, c] = [start, start]
  for (const [i, j] of [
    ...pairs(left.slice(start, leftEnd), right.slice(start, rightEnd)),
    [leftEnd - start, rightEnd - start],
  ] as Range[]) {
    if (start + i > a || start + j > c) found.push(change(a, start + i, c, start + j))
    a = start + i + 1
    c = start + j + 1
  }
  return found
}

/** The longest common subsequence of two short lists of words, as pairs of indices. */
function pairs(left: readonly Word[], right: readonly Word[]): Range[] {
  const columns = right.length + 1
  const table = new Uint16Array((left.length + 1) * columns)
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      table[i * columns + j] =
        left[i]!.text === right[j]!.text
          ? table[(i + 1) * columns + j + 1]! + 1
          : Math.max(table[(i + 1) * columns + j]!, table[i * columns + j + 1]!)
    }
  }
  const found: Range[] = []
  let [i, j] = [0, 0]
  while (i < left.length && j < right.length) {
    if (left[i]!.text === right[j]!.text) found.push([i++, j++])
    else if (table[(i + 1) * columns + j]! >= table[i * columns + j + 1]!) i += 1
    else j += 1
  }
  return found
}

/** The differing letters of two words that are otherwise alike; undefined when they have little in common. */
function refine(one: Word, other: Word): DifferingRanges | undefined {
  const shorter = Math.min(one.text.length, other.text.length)
  let start = 0
  while (start < shorter && one.text[start] === other.text[start]) start += 1
  let end = 0
  while (end < shorter - start && one.text.at(-1 - end) === other.text.at(-1 - end)) end += 1
  if ((start + end) * 2 < shorter || start + end === 0) return undefined
  if (isHighSurrogate(one.text, start) || isHighSurrogate(other.text, start)) return undefined
  return {
    expected: [[one.start + start, one.start + one.text.length - end]],
    received: [[other.start + start, other.start + other.text.length - end]],
  }
}

const isHighSurrogate = (text: string, at: number): boolean => at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800

function spanOf(words: readonly Word[], all: readonly Word[], from: number, length: number): Range {
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) {
    const at = all[from]?.start ?? length
    return [at, at]
  }
  return [first.start, last.start + last.text.length]
}

/** Ranges with nothing but a space between them read better as one. */
function joined(ranges: readonly Range[], line: string): Range[] {
  const merged: Range[] = []
  for (const [start, end] of ranges) {
    const last = merged.at(-1)
    if (
      last !== undefined &&
      (start <= last[1] || (last[1] > last[0] && end > start && line.slice(last[1], start).trim() === ''))
    )
      last[1] = end
    else merged.push([start, end])
  }
  return merged
}
