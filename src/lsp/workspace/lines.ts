import type { Position, Range } from 'vscode-languageserver/node.js'
import { TextDocument } from './language-server.ts'

let last = TextDocument.create('', '', 0, '')

/** Positions as the protocol counts them: lines from 0, UTF-16 units. The last text is kept, since questions about one come together. */
function documentOf(text: string): TextDocument {
  if (last.getText() !== text) last = TextDocument.create('', '', 0, text)
  return last
}

export const positionIn = (text: string, offset: number): Position => documentOf(text).positionAt(offset)
export const offsetIn = (text: string, position: Position): number => documentOf(text).offsetAt(position)
export const rangeIn = (text: string, { start, end }: { readonly start: number; readonly end: number }): Range => ({
  start: positionIn(text, start),
  end: positionIn(text, Math.max(start, end)),
})

/** The offsets of the line that an offset stands on, without its end. */
export function lineAround(text: string, offset: number): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const newline = text.indexOf('\n', offset)
  const end = newline === -1 ? text.length : newline
  return { start, end: text[end - 1] === '\r' ? Math.max(start, end - 1) : end }
}
