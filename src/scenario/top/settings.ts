import type { Condition, Limits, MaskRule, Pattern } from '../../model/scenario.ts'
import type { Written, WrittenEntry } from '../../model/written.ts'
import { builtInMasks, systems } from '../../model/words.ts'
import { didYouMean } from '../../text/suggest.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { checkSplitRegex } from '../split-regex.ts'
import { asMap, durationOf, fixedText, itemsOf, keyed, patternOf, shown, sizeOf, wholeNumber } from '../values.ts'
import { modeOf } from './files.ts'

/**
 * `limits`: how long a step may wait, the scenario may run, how soon a timer must be due to count, how long an end
 * may take, and how much is kept of what is heard.
 */
export function readLimits(c: Checking, written: Written | undefined): Limits {
  const map = written === undefined ? undefined : asMap(c, written, 'limits', '“limits: { step: 5s }”')
  const keys =
    map === undefined ? {} : keyed(c, map, ['step', 'scenario', 'idle', 'settle', 'line', 'unread'], '“limits”')
  const limit = (entry: WrittenEntry | undefined, otherwise: number): number =>
    (entry === undefined ? undefined : durationOf(c, entry.value, entry.key)) ?? otherwise
  const size = (entry: WrittenEntry | undefined, otherwise: number): number =>
    (entry === undefined ? undefined : sizeOf(c, entry.value, entry.key)) ?? otherwise
  const line = size(keys.line, 1024 * 1024)
  const settle = keys.settle === undefined ? undefined : durationOf(c, keys.settle.value, 'settle')
  return {
    step: limit(keys.step, 5000),
    scenario: limit(keys.scenario, 60_000),
    idle: limit(keys.idle, 100),
    ...(settle === undefined ? {} : { settle }),
    line,
    // At the least two lines of full length, so that there is always one to pass over.
    unread: Math.max(size(keys.unread, 32 * 1024 * 1024), 2 * line),
  }
}

/** `tmp: { mode: 755 }`; private to the user otherwise. */
export function readTmpMode(c: Checking, written: Written | undefined): number {
  const map = written === undefined ? undefined : asMap(c, written, 'tmp', '“tmp: { mode: 755 }”')
  const { mode } = map === undefined ? {} : keyed(c, map, ['mode'], '“tmp”')
  return (mode === undefined ? undefined : modeOf(c, mode.value)) ?? 0o700
}

/** `transcript: { lines: 2000 }`: lines that a lane's transcript keeps. */
export function readTranscript(c: Checking, written: Written | undefined): { readonly lines: number } {
  const map = written === undefined ? undefined : asMap(c, written, 'transcript', '“transcript: { lines: 2000 }”')
  const { lines } = map === undefined ? {} : keyed(c, map, ['lines'], '“transcript”')
  return { lines: (lines === undefined ? undefined : wholeNumber(c, lines.value, 'lines', 1)) ?? 2000 }
}

/** `forbid`: a pattern or a list of them. */
export function readForbid(c: Checking, written: Written | undefined): Pattern[] {
  if (written === undefined) return []
  checkSplitRegex(c, written)
  return itemsOf(written).flatMap((item) => patternOf(c, item, 'forbid') ?? [])
}

/** `mask`: `{ match, as }`, the name of a built-in mask, or of a captured variable. */
export function readMask(c: Checking, written: Written | undefined): MaskRule[] {
  return written === undefined ? [] : itemsOf(written).flatMap((item) => readMaskRule(c, item) ?? [])
}

function readMaskRule(c: Checking, item: Written): MaskRule | undefined {
  const { span } = item
  if (item.type !== 'map') {
    const name = fixedText(c, item, 'mask')
    if (name === undefined) return undefined
    if (/^\/.*\/[a-z]*$/.test(name)) {
      report(
        c,
        'missing-key',
        `“as” is missing: what ${shown(item)} is written as`,
        span,
        `write { match: ${name}, as: <name> }`,
      )
      return undefined
    }
    const builtin = builtInMasks.find((mask) => mask === name)
    return { match: builtin === undefined ? { variable: name } : { builtin }, as: `<${name}>`, span }
  }
  const { match, as } = keyed(c, item, ['match', 'as'], '“mask”')
  if (match === undefined) report(c, 'missing-key', '“match” is missing', span, 'write { match: /re/, as: <name> }')
  if (as === undefined) report(c, 'missing-key', '“as” is missing', span, 'write { match: /re/, as: <name> }')
  const pattern = match === undefined ? undefined : patternOf(c, match.value, 'match')
  const name = as === undefined ? undefined : fixedText(c, as.value, 'as')
  return pattern === undefined || name === undefined ? undefined : { match: pattern, as: name, span }
}

const known: readonly string[] = systems

/** `only` and `skip`: one condition or a list of them. */
export function readConditions(c: Checking, written: Written | undefined, label: 'only' | 'skip'): Condition[] {
  if (written === undefined) return []
  return itemsOf(written).flatMap((item) => {
    const map = asMap(c, item, label, `“${label}: { os: linux }”`)
    if (map?.entries.length === 0)
      report(c, 'nothing-to-do', `“${label}” names no condition`, item.span, `write “${label}: { os: linux }”`)
    const keys = map === undefined ? {} : keyed(c, map, ['os', 'command', 'env'], `“${label}”`)
    return Object.values(keys).flatMap(({ key, value }) => {
      const text = fixedText(c, value, key)
      if (text === undefined) return []
      if (key === 'os' && !known.includes(text)) {
        report(
          c,
          'invalid-value',
          `“os” is “${text}”, which is no system known here`,
          value.span,
          didYouMean(text, systems, 'it is one of'),
        )
        return []
      }
      return [{ kind: key as Condition['kind'], value: text, span: value.span }]
    })
  })
}
