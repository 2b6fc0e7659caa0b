import type { Buffer } from 'node:buffer'
import { visitRegExpAST, type AST } from '@eslint-community/regexpp'
import { boundedRegex, decodeText, regexSyntax, type Captures } from '../../../src/plugin.ts'
import { groupsOf } from './pattern.ts'

interface Beginning {
  readonly bytes: number
  readonly captures: Captures
}

/** How far back a match may begin in a line that is longer, in characters: what bounds the work on a stream without line ends. */
const reach = 4096
/** Stands before a piece out of the middle of a line, so that `^` does not match there. */
const guard = '\ue000'

/**
 * Finds the shortest beginning of a line that the regex matches, longer than the `scanned` bytes that were asked before. A character
 * that is not whole yet is left for later unless the line `isWhole`.
 */
export function shortestBeginning(
  regex: RegExp,
): (line: Buffer, scanned: number, isWhole: boolean) => Beginning | undefined {
  const anywhere = withoutEnd(regex)
  const sought = new RegExp(regex.source, `${regex.flags}g`)
  const bounded = boundedRegex(sought)
  const relaxed = anywhere === undefined ? undefined : boundedRegex(anywhere)
  const asked = (text: string, end: number, cut: boolean): Captures | undefined => {
    const from = Math.max(0, end - reach)
    const whole = from === 0 && !cut
    sought.lastIndex = whole ? 0 : 1
    return groupsOf(bounded.exec(whole ? text.slice(0, end) : guard + text.slice(from, end)))
  }
  return (line, scanned, isWhole) => {
    const start = startOfCharacter(line, Math.max(0, scanned - reach))
    const known = line.subarray(start, isWhole ? line.length : line.length - unfinished(line))
    const text = decodeText(known, 0, known.length)
    if (relaxed?.test(start === 0 ? text : guard + text) === false) return undefined
    let bytes = start
    let end = 0
    for (const character of text) {
      bytes += lengthOf(character.codePointAt(0) ?? 0)
      end += character.length
      if (bytes <= scanned) continue
      const captures = asked(text, end, start > 0)
      if (captures !== undefined) return { bytes, captures }
    }
    return undefined
  }
}

/**
 * A regex that matches every line with a beginning that this one matches, so that most lines are asked once: it forgets where the
 * text ends. Undefined where assertions look ahead in other ways.
 */
export function withoutEnd(regex: RegExp): RegExp | undefined {
  const pattern = regexSyntax(regex)
  if (pattern === undefined || regex.flags.includes('v')) return undefined
  const ends: AST.Node[] = []
  let looksAhead = false
  visitRegExpAST(pattern, {
    onAssertionEnter(assertion) {
      if (assertion.kind === 'end') ends.push(assertion)
      else if (assertion.kind !== 'start' && assertion.kind !== 'lookbehind') looksAhead = true
    },
  })
  if (looksAhead) return undefined
  let relaxed = regex.source
  for (const { start, end } of ends.toReversed()) relaxed = `${relaxed.slice(0, start)}(?:)${relaxed.slice(end)}`
  return new RegExp(relaxed, regex.flags)
}

/** Bytes of a character; a byte that is none is one (`decodeText`). */
function lengthOf(codePoint: number): number {
  if (codePoint >= 0xdc80 && codePoint <= 0xdcff) return 1
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x1_0000 ? 3 : 4
}

const continues = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

function startOfCharacter(line: Buffer, at: number): number {
  let start = at
  while (start > 0 && at - start < 3 && continues(line[start])) start -= 1
  return start
}

/** How many bytes at the end begin a character that is not whole. */
function unfinished(line: Buffer): number {
  for (let back = 1; back <= 3 && back <= line.length; back++) {
    const byte = line[line.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}
