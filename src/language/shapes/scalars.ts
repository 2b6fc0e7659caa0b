import type { Pattern, Template } from '../../model/scenario.ts'
import type { Argument } from '../../model/yaml-node.ts'
import { hasPlaceholders } from '../../coercion/fits.ts'
import { mistakenLineEnd } from '../../text/line-ends.ts'
import { parseDuration } from '../../text/units.ts'
import { report } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { closed, words } from '../json-schema/json.ts'
import type { JsonSchema } from '../json-schema/json.ts'
import { ownNames } from '../json-schema/names.ts'
import * as plain from '../json-schema/plain.ts'
import { fixedDuration, fixedSize, roles } from '../json-schema/roles.ts'
import type { Shape } from '../shape.ts'
import { truthOf, wholeNumber as readWholeNumber } from '../numbers.ts'
import {
  anything as readAnything,
  asText,
  checkName,
  durationOf,
  fixedText as readFixedText,
  oneOf,
  patternOf,
  shown,
  sizeOf,
  templateOf,
  textOf,
} from '../values.ts'

/** Text in which `${placeholders}` may stand. */
export const text: Shape<Template> = { schema: () => plain.text, read: textOf }

/** Text that must be known before anything runs. */
export const fixedText: Shape<string> = { schema: () => plain.fixedText, read: readFixedText }

/** What ends a line, as it is sent. */
export const lineEnd: Shape<string> = {
  schema: fixedText.schema,
  read(c, node, label) {
    const end = readFixedText(c, node, label)
    const mistake = end === undefined ? undefined : mistakenLineEnd(end)
    if (mistake !== undefined)
      report(c, 'invalid-value', `“${label}” is “${end}”: ${mistake.why}`, node.span, mistake.hint)
    return end
  },
}

/** A text, or a `/regex/`; `{ text: /usr/ }` is the text, with its slashes. */
export const pattern: Shape<Pattern> = {
  schema: () =>
    byType({
      expected: 'a text, a /regex/, or { text: … }',
      scalar: plain.text,
      map: closed(
        { text: { ...plain.text, description: 'the text, also one between slashes' } },
        { required: ['text'], errorMessage: 'expected { text: … }' },
      ),
    }),
  read: patternOf,
}

/** Any value, as YAML reads it, in which placeholders may stand. */
export const anything: Shape<Argument> = { schema: () => ({}), read: readAnything }

export const truth: Shape<boolean> = { schema: () => ({ type: 'boolean' }), read: truthOf }

/** Milliseconds that are known before anything runs. */
export const duration: Shape<number> = { schema: () => fixedDuration, read: durationOf }

/** Bytes that are known before anything runs. */
export const size: Shape<number> = { schema: () => fixedSize, read: sizeOf }

/** A duration, or a placeholder that will be filled with one. */
export const lateDuration: Shape<Template> = {
  schema: () => roles.duration,
  read(c, node, label) {
    if (node.type !== 'scalar') {
      const hint = `write “${label}: 2s”; what comes is waited for by “expect”`
      report(c, 'wrong-type', `“${label}” takes a duration, not ${shown(node)}`, node.span, hint)
      return undefined
    }
    const scalar = asText(c, node, label)
    if (scalar === undefined) return undefined
    if (!hasPlaceholders(scalar) && parseDuration(scalar.source) === undefined) {
      const hint = 'write a number with its unit: 250ms, 5s or 2m; what comes is waited for by “expect”'
      report(c, 'invalid-value', `“${label}” is ${shown(scalar)}, which is not a duration`, scalar.span, hint)
    }
    return templateOf(c, scalar)
  },
}

/** A whole number; `errorMessage` is the editor's message about anything else. */
export const wholeNumber = (
  least: number,
  errorMessage = `expected a whole number from ${least} on`,
  most?: number,
): Shape<number> => ({
  schema: () => ({ type: 'integer', minimum: least, errorMessage }),
  read: (c, node, label) => readWholeNumber(c, node, label, least, most),
})

/** One of these words, each with what it means. */
export const oneWordOf = <W extends string>(meanings: Readonly<Record<W, string>>): Shape<W> => ({
  schema: () => words(meanings),
  read: (c, node, label) => oneOf(c, node, label, Object.keys(meanings) as W[]),
})

/** A name that an author gives to something, which is `what` in messages. */
export const ownName = (what: string): Shape<string> => ({
  schema: (): JsonSchema => ownNames(what),
  read(c, node, label) {
    const name = readFixedText(c, node, label)
    return name !== undefined && checkName(c, name, node.span, what) ? name : undefined
  },
})
