import { literalText } from '../authoring/written.ts'
import { escapedUnit } from '../text/data-text.ts'
import { legibleRegex, parseRegex } from '../text/regex.ts'
import type { DraftPiece, DraftText } from './draft.ts'

/** Nothing in it stands for other text than itself: it is written as text, not as a regex. */
export const isLiteral = (text: DraftText): boolean =>
  text.every((piece) => typeof piece === 'string' || 'variable' in piece) && parseRegex(textOf(text)) === undefined

/** As text of the language, with `${name}` for variables and for what an earlier step has captured. */
export const textOf = (text: DraftText): string =>
  text
    .map((piece) => {
      if (typeof piece === 'string') return literalText(piece)
      if ('variable' in piece) return `\${${piece.variable}}`
      return 'capture' in piece ? `\${${piece.capture}}` : ''
    })
    .join('')

/** As `/regex/` of the language. `whole`: from the beginning of the line to its end. */
export function regexOf(text: DraftText, whole = false): string {
  const source = text.map(sourceOf).join('')
  return whole ? `/^${source}$/` : `/${source}/`
}

function sourceOf(piece: DraftPiece): string {
  if (typeof piece === 'string') return legibleRegex(piece).replaceAll(control, escapedUnit)
  if ('variable' in piece) return `\${${piece.variable}}`
  return 'capture' in piece ? `(?<${piece.capture}>${piece.pattern})` : piece.any
}

// oxlint-disable-next-line no-control-regex -- these are what a regex says with an escape.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g
