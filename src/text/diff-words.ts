import { changesWithin } from './changes.ts'
import { pushAll } from './push-all.ts'
import { whenUsed } from './when-used.ts'

type Range = [number, number]

/** What differs between two lines: ranges [start, end) in UTF-16 units, in order. */
export interface DifferingRanges {
  readonly expected: Range[]
  readonly received: Range[]
}

/** Beyond so many words the whole middle counts as different. */
const limits = { maxEditLength: 400, timeout: 250 }
const wordPattern = whenUsed(() => /[\p{L}\p{N}_]+|\s+|./gsu)

/**
 * Marks what a person would see as different: common ends are trimmed, the middle is compared word by word, and a word that was
 * mistyped is marked by its differing letters only. Bounded on long lines. A side that lacks something has an empty range there.
 */
export function differingRanges(expected: string, received: string): DifferingRanges {
  if (expected === received) return { expected: [], received: [] }
  const left = wordsOf(expected)
  const right = wordsOf(received)
  const texts = [left, right].map((words) => words.map(({ text }) => text)) as [string[], string[]]
  const ranges: DifferingRanges = { expected: [], received: [] }
  for (const change of changesWithin(limits, ...texts)) {
    const [one, other] = [left.slice(...change.expected), right.slice(...change.received)]
    const refined = one.length === 1 && other.length === 1 ? refine(one[0]!, other[0]!) : undefined
    pushAll(ranges.expected, refined?.expected ?? [spanOf(left, change.expected, expected.length)])
    pushAll(ranges.received, refined?.received ?? [spanOf(right, change.received, received.length)])
  }
  return { expected: joined(ranges.expected, expected), received: joined(ranges.received, received) }
}

interface Word {
  readonly text: string
  readonly start: number
}

const wordsOf = (line: string): Word[] =>
  Array.from(line.matchAll(wordPattern()), (match) => ({ text: match[0], start: match.index }))

/** Where the words [from, to) of a line stand in it. */
function spanOf(words: readonly Word[], [from, to]: readonly [number, number], length: number): Range {
  const start = words[from]?.start ?? length
  const last = words[to - 1]
  return from === to || last === undefined ? [start, start] : [start, last.start + last.text.length]
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
