import type { Problem } from '../../model/problem.ts'
import { correctedHint } from './corrected.ts'
import { openBracket } from './open-bracket.ts'
import { findUnquoted, findUnquotedKey } from './quote.ts'
import type { Unquoted } from './quote.ts'

/** What the parser reports: its code, a range of offsets and its own words. */
export interface SyntaxError {
  readonly code: string
  readonly pos: readonly [number, number]
  readonly message: string
}

/** The one wording of quote-it, wherever it is found. */
export function quoteIt(file: string, { start, end, culprit, line }: Unquoted): Problem {
  return {
    code: 'quote-it',
    message: `YAML gives “${culprit}” a meaning of its own here: quote it, or put it on its own line`,
    span: { file, start, end },
    hint: correctedHint(line),
  }
}

/**
 * The parser's errors as problems: every text that wants quotes, one a line, else the first error alone – what follows one is
 * mostly its echo.
 */
export function syntaxProblems(text: string, file: string, errors: readonly SyntaxError[]): Problem[] {
  const conflict = errors.length === 0 ? undefined : conflictMarker(text, file)
  if (conflict !== undefined) return [conflict]
  const quotes = new Map<number, Problem>()
  let first: Problem | undefined
  for (const error of errors.slice(0, 20)) {
    const clear =
      ['TAB_AS_INDENT', 'MULTIPLE_DOCS', 'BAD_DQ_ESCAPE'].includes(error.code) ||
      error.message.includes('Missing closing')
    const unquoted = clear ? undefined : unquotedAt(text, Math.min(error.pos[0], text.length))
    if (unquoted !== undefined) {
      // What is found within a text that wants quotes is the echo of it.
      const echo = [...quotes.values()].some(({ span }) => span!.start <= unquoted.start && unquoted.start < span!.end)
      if (!echo) quotes.set(unquoted.start, quoteIt(file, unquoted))
    } else if (first === undefined && quotes.size === 0) first = explain(text, file, error)
  }
  return first === undefined ? [...quotes.values()] : [first]
}

/** What git leaves in a file that two branches have changed. */
function conflictMarker(text: string, file: string): Problem | undefined {
  const marker = /^<{7}(?: .*)?$(?=[\s\S]*^={7}$[\s\S]*^>{7})/m.exec(text)
  if (marker === null) return undefined
  return {
    code: 'yaml-syntax',
    message: 'a merge conflict begins here',
    span: { file, start: marker.index, end: marker.index + marker[0].length },
    hint: 'keep what is right of both sides, and remove the lines with <<<<<<<, ======= and >>>>>>>',
  }
}

const unquotedAt = (text: string, offset: number): Unquoted | undefined =>
  findUnquotedKey(text, offset) ?? findUnquoted(text, offset)

function explain(text: string, file: string, error: SyntaxError): Problem {
  return neverClosed(text, file, error) ?? blankMissing(text, file, error) ?? explainPlainly(text, file, error)
}

/** A bracket that stays open is pointed at, and not the place where the parser gives up waiting. */
function neverClosed(text: string, file: string, { pos, message }: SyntaxError): Problem | undefined {
  if (!/\bflow (?:map|seq).*end with/i.test(message)) return undefined
  const found = openBracket(text, Math.min(pos[0], text.length))
  if (found === undefined) return undefined
  const { start, bracket, comment } = found
  const closing = bracket === '{' ? '}' : ']'
  const hint = comment
    ? `put “${closing}” before the “#”, which makes a comment of the rest`
    : `write “${closing}” where it ends; quote the text, if it is one`
  const sentence = `“${bracket}” is never closed by a “${closing}”`
  return { code: 'yaml-syntax', message: sentence, span: { file, start, end: start + 1 }, hint }
}

/** `-send:` for `- send:`. */
function blankMissing(text: string, file: string, { pos }: SyntaxError): Problem | undefined {
  const lineStart = text.lastIndexOf('\n', pos[0] - 1) + 1
  const [, indent, key] = /^( *)-([A-Za-z][\w-]*):(?:\s|$)/.exec(text.slice(lineStart, lineStart + 200)) ?? []
  if (indent === undefined || key === undefined) return undefined
  const start = lineStart + indent.length
  const span = { file, start, end: start + 1 + key.length }
  return { code: 'yaml-syntax', message: 'a blank is missing behind “-”', span, hint: `write “- ${key}: …”` }
}

function explainPlainly(text: string, file: string, { code, pos, message }: SyntaxError): Problem {
  const start = message.includes('Missing closing')
    ? openQuote(text, pos[0])
    : Math.max(0, Math.min(pos[0], text.length))
  const span = {
    file,
    start,
    end: Math.max(start, Math.min(message.includes('Missing closing') ? start + 1 : pos[1], text.length)),
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 200))![0]
  if (code === 'TAB_AS_INDENT' || indent.includes('\t')) {
    return { code: 'yaml-syntax', message: 'a tab cannot indent YAML', span, hint: 'indent with spaces, two a level' }
  }
  const [sentence, hint] = words(code, message)
  return { code: 'yaml-syntax', message: sentence, span, ...(hint === undefined ? {} : { hint }) }
}

/** Where the quote that swallowed the rest begins: on the first line that opens one and does not close it. */
function openQuote(text: string, end: number): number {
  const opening = /(?:^|[\s{[,])(?:"(?:[^"\\\n]|\\.)*|'[^'\n]*)$/m.exec(text.slice(0, end))
  return opening === null ? Math.min(end, text.length) : opening.index + opening[0].search(/["']/)
}

function words(code: string, message: string): [string, string?] {
  if (code === 'MULTIPLE_DOCS')
    return ['a second document begins here, and a file holds one', 'remove the “---” or “...” before it']
  if (code === 'BAD_DQ_ESCAPE')
    return ['YAML does not know this escape in double quotes', 'double the backslash, or use single quotes']
  if (message.includes('quote'))
    return ['a quote is opened and never closed', 'close it, or quote the whole text the other way']
  if (/\bflow map\b.*end with/i.test(message)) return ['“{” is never closed by a “}”', 'close it before this place']
  if (/\bflow seq.*end with/i.test(message)) return ['“[” is never closed by a “]”', 'close it before this place']
  if (message.includes('Missing ,'))
    return ['a comma is missing between two entries', 'put a comma here, or quote the text']
  if (message.includes('need to be followed by map values'))
    return ['a key has no “: ” behind it', 'write “key: value”, or indent the line as part of the text above']
  if (code === 'BAD_INDENT')
    return [
      'this line is not indented like its neighbours',
      'indent it by spaces like the lines of the same list or map',
    ]
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return ['a map begins where only a text can stand', 'put it on its own line, indented']
  if (code === 'MULTILINE_IMPLICIT_KEY')
    return ['a key cannot run over several lines', 'look at the indentation of this line and the one before']
  if (code === 'RESOURCE_EXHAUSTION') return ['this is nested too deeply', 'close a bracket before this place']
  return [`this is not valid YAML (${(message.split('\n')[0] ?? '').replace(/;.*/, '').toLowerCase()})`]
}
