import type { Problem } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import { positionOf } from '../text/position.ts'
import { codeLines } from './fences.ts'
import { linesIn, type Line } from './lines.ts'

/** A marked block of a Markdown file: a comment that says what is shown, what it shows, and a comment that ends it. */
export interface Block {
  /** The comment at its beginning. */
  readonly span: Span
  /** What it asks for, as written, with blanks for the signs of quotes in it; `start` is its offset in the file. */
  readonly call: { readonly text: string; readonly start: number }
  /** What stands before each line of its content: blanks, signs of quotes. */
  readonly prefix: string
  /** The lines between both comments, their ends included: UTF-16 offsets, the end exclusive. */
  readonly content: { readonly start: number; readonly end: number }
  readonly lineEnd: string
}

/** The comment that ends a block, as the manual shows it. */
const endComment = '<!-- /scenario -->'
const opening = /^<!--\s*scenario:/
const closing = /^<!--\s*\/\s*scenario\s*-->[ \t]*$/

/** The blocks of a Markdown text in their order, and what is wrong with those that cannot be read. Comments in code are none. */
export function blocksIn(text: string, file: string): { blocks: Block[]; problems: Problem[] } {
  const lines = linesIn(text)
  const code = codeLines(lines)
  const blocks: Block[] = []
  const problems: Problem[] = []
  let open: Begun | undefined
  let from = 0
  for (const line of lines) {
    if (line.start < from || code.has(line)) continue
    if (closing.test(lineText(text, line))) {
      if (open === undefined) problems.push(notBegun(text, line, file))
      else if ('span' in open) blocks.push({ ...open, content: { start: open.contentStart, end: line.start } })
      open = undefined
    } else if (opening.test(line.rest)) {
      if (open !== undefined && 'span' in open)
        problems.push(notEnded(open.place, `before the next one in line ${lineOf(text, line)}`))
      open = begunAt(text, line, file, problems)
      from = open.contentStart
    }
  }
  if (open !== undefined && 'span' in open) problems.push(notEnded(open.place, 'in this file'))
  return { blocks, problems }
}

/** A block whose end is looked for; without what it asks for where its comment cannot be read, which has been reported. */
type Begun = { readonly place: Span; readonly contentStart: number } & (Omit<Block, 'content'> | { readonly bad: true })

function begunAt(text: string, line: Line, file: string, problems: Problem[]): Begun {
  const [head = ''] = opening.exec(line.rest) ?? []
  const start = line.from + head.length
  const firstEnd = line.from + line.rest.length
  const end = text.indexOf('-->', start)
  const place: Span = { file, start: line.from, end: firstEnd }
  // A blank line in a comment would be a comment without an end far more often than one that somebody wrote so.
  if (end === -1 || /(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)/.test(text.slice(start, end))) {
    problems.push(invalid(place, 'the comment that begins this block has no end', 'close it with “-->”'))
    return { place, contentStart: line.next, bad: true }
  }
  const span: Span = { file, start: line.from, end: end + '-->'.length }
  const [behind = '', lineEnd = ''] = /^[^\r\n]*(\r\n|\n|\r|$)/.exec(text.slice(span.end)) ?? []
  const contentStart = span.end + behind.length
  if (behind.trim() !== '') {
    const beside: Span = { file, start: span.end, end: contentStart - lineEnd.length }
    problems.push(invalid(beside, 'text stands behind the comment that begins a block', 'begin a new line before it'))
    return { place: span, contentStart, bad: true }
  }
  const call = { text: withoutQuotes(text.slice(start, end)), start }
  return { place: span, contentStart, span, call, prefix: line.prefix, lineEnd: lineEnd === '' ? '\n' : lineEnd }
}

/** The signs of quotes before further lines become blanks, so that all else keeps its place. */
const withoutQuotes = (call: string): string =>
  call.replace(/(?<=[\r\n])[ \t>]+/g, (before) => before.replaceAll('>', ' '))

const lineText = (text: string, { from, next }: Line): string => text.slice(from, next).trimEnd()
const lineOf = (text: string, { start }: Line): number => positionOf(text, start).line

const notEnded = (place: Span, where: string): Problem =>
  invalid(place, `this block has no end ${where}`, `write ${endComment} below what it shows`)

function notBegun(text: string, line: Line, file: string): Problem {
  const span: Span = { file, start: line.from, end: line.from + lineText(text, line).length }
  return invalid(span, 'no block begins before this end', 'write <!-- scenario: NAME --> above what it shows')
}

/** A problem with a block. */
export const invalid = (span: Span, message: string, hint?: string): Problem => ({
  code: 'block-invalid',
  message,
  span,
  ...(hint === undefined ? {} : { hint }),
})
