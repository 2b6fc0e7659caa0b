import type { ExpectedFailure } from '../../model/scenario.ts'
import { codesByGroup, problemCodes } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import type { OtherWords } from '../../text/other-words.ts'
import { didYouMean } from '../../text/suggest.ts'
import { report, reportMissingKey } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { fixedText } from '../shapes/scalars.ts'
import { bugReport } from '../shapes/bug-report.ts'
import { shown } from '../values.ts'
import { defineKey } from './key.ts'

/** Codes with which a run can fail by what the conversation was: an interruption and a bug of this tool are none. */
const ofRuns: readonly string[] = [
  ...codesByGroup['the run'].filter((code) => code !== 'interrupted' && code !== 'unexpected-pass'),
  'transcript-differs',
]
const codesIn = ({ plugins }: Registry): string[] => [
  ...ofRuns,
  ...plugins.flatMap(({ problems = {}, breaking = [] }) =>
    Object.keys(problems).filter((code) => !breaking.includes(code)),
  ),
]
/** Codes with which a scenario is broken: it says nothing about a bug. */
const breakingIn = ({ plugins }: Registry): string[] => [
  ...codesByGroup['the environment'],
  ...plugins.flatMap(({ breaking = [] }) => breaking),
]

/** What other tools call such a failure. */
const otherNames: OtherWords = {
  'assertion-failed': ['expectation-not-met'],
  'expectation-failed': ['expectation-not-met'],
  'not-met': ['expectation-not-met'],
  timeout: ['expectation-not-met'],
  'timed-out': ['expectation-not-met'],
}

const code: Shape<string> = {
  schema: (registry) => ({ enum: codesIn(registry), description: 'the code of the failure' }),
  read(c, node, label) {
    const text = fixedText.read(c, node, label)
    const known = codesIn(c.registry)
    if (text === undefined || known.includes(text)) return text
    const isBreaking = breakingIn(c.registry).includes(text)
    const isOther = isBreaking || (problemCodes as readonly string[]).includes(text)
    const message = isBreaking
      ? `a scenario with “${text}” is broken, and “${label}” is for one that fails`
      : isOther
        ? `no run fails with “${text}”`
        : `“${label}” is ${shown(node)}, which is not the code of a failure`
    const hint = isOther
      ? `a run can fail with ${known.join(', ')}`
      : (didYouMean(text, known, undefined, otherNames) ??
        `write the code that the report of the failure shows, such as ${ofRuns[0]}`)
    report(c, 'invalid-value', message, node.span, hint)
    return undefined
  },
}

const keys = keysOf({ code, 'known-bug': bugReport }, '“fails”')

const failure: Shape<ExpectedFailure> = {
  schema: (registry) =>
    byType({
      expected: 'the code of a failure, or { code: …, known-bug: … }',
      offers: code.schema(registry),
      map: keys.schema(registry, { required: ['code'] }),
    }),
  read(c: Checking, node, label) {
    if (node.type === 'list') {
      report(c, 'wrong-type', '“fails” takes one code, not a list', node.span, `write “fails: ${ofRuns[0]}”`)
      return undefined
    }
    if (node.type !== 'map') {
      const read = code.read(c, node, label)
      return read === undefined ? undefined : { code: read, span: node.span }
    }
    const found = keys.entries(c, node)
    if (found.code === undefined)
      reportMissingKey(
        c,
        node,
        '“fails” has no code',
        node.span,
        'write “fails: { code: expectation-not-met, known-bug: … }”',
      )
    const { code: read, 'known-bug': url } = keys.values(c, [found.code, found['known-bug']])
    return read === undefined ? undefined : { code: read, span: node.span, ...(url === undefined ? {} : { url }) }
  },
}

export const fails = defineKey({
  about: 'a known bug: the scenario passes as long as it fails with this code',
  examples: ['fails: expectation-not-met', 'fails: { code: check-failed, known-bug: https://example.com/issues/7 }'],
  shape: described(failure, 'the scenario passes as long as it fails with this code'),
  part: (fails): { readonly fails?: ExpectedFailure } => (fails === undefined ? {} : { fails }),
})
