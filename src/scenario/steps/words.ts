import { hasHoles } from '../../registry/shaping/fits.ts'
import { parseDuration } from '../../text/units.ts'
import { lose, report } from '../checking.ts'
import { asMap, asText, checkName, shown, templateOf, textOf } from '../values.ts'
import type { VerbForm } from './verb.ts'

/** `let: { name: expression }`. */
export const letVerb: VerbForm = {
  example: '- let: { port: "${p1} * 256 + ${p2}" }',
  instant: 'nothing is waited for here',
  read(c, argument) {
    const map = asMap(c, argument, 'let', '“let: { port: "${p1} * 256 + ${p2}" }”')
    const lets = (map?.entries ?? []).flatMap(({ key, keySpan, value }) => {
      const expression = textOf(c, value, key)
      if (!checkName(c, key, keySpan, 'variable') || expression === undefined) return lose(c) ?? []
      const mistake = c.host.mistakeInExpression?.(
        expression.parts.map((part) => (typeof part === 'string' ? part : {})),
      )
      if (mistake !== undefined)
        report(
          c,
          'invalid-value',
          `${shown(value)} cannot be worked out: ${mistake}`,
          value.span,
          'it can have + - * / % ^, comparisons, a ? b : c, || to join texts, and functions such as upper(…)',
        )
      return [{ name: key, expression, span: value.span }]
    })
    return lets.length === 0 ? undefined : { verb: 'let', lets }
  },
}

/** `wait: 2s`. */
export const waitVerb: VerbForm = {
  example: '- wait: 2s',
  instant: 'it lasts as long as it says',
  read(c, argument) {
    const text = asText(c, argument, 'wait')
    if (text === undefined) return undefined
    if (!hasHoles(text) && parseDuration(text.source) === undefined) {
      report(
        c,
        'invalid-value',
        `“wait” is ${shown(text)}, which is no duration`,
        text.span,
        'write a number with its unit: 250ms, 5s or 2m',
      )
    }
    return { verb: 'wait', duration: templateOf(c, text) }
  },
}

/** `note: a remark`. */
export const noteVerb: VerbForm = {
  example: '- note: a remark',
  instant: 'nothing is waited for here',
  read(c, argument) {
    const text = textOf(c, argument, 'note')
    return text === undefined ? undefined : { verb: 'note', text }
  },
}
