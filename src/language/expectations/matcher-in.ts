import type { YamlNode, YamlEntry, YamlMap } from '../../model/yaml-node.ts'
import { hasKey, keysOf } from '../../coercion/argument.ts'
import type { OtherWords } from '../../text/other-words.ts'
import { didYouMean, suggest } from '../../text/suggest.ts'
import { markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { besideExpect, stepModifiers } from '../steps/modifiers.ts'
import { modifierNames } from './modifiers.ts'
import { hintForKey, hintForMatcher } from './other-forms.ts'

/** The matcher of an expectation in its long form. */
export interface Named {
  readonly name: string
  readonly keySpan: YamlEntry['keySpan']
  /** What is wanted, with the parts that stand beside the matcher. */
  readonly whole: YamlNode
  /** The matcher's own name is a key of it, since parts stand beside it. */
  readonly parted: boolean
}

/**
 * The matcher among the keys that are no modifiers. Further keys are parts of what is wanted (`{ event: close, code: 1001 }`): where
 * there are any, and the matcher's schema takes a map with the matcher's own name as a key, the whole map is what is wanted.
 */
export function matcherIn(c: Checking, map: YamlMap, others: readonly YamlEntry[], actor: string): Named | undefined {
  const first = others.find((entry) => c.registry.matchers.has(entry.key))
  if (first === undefined) return noMatcher(c, map, others, actor)
  const matcher = c.registry.matchers.get(first.key)!.value
  const parts = others.filter((entry) => entry !== first)
  const good = parts.filter((entry) => partOf(c, entry, first))
  const parted = good.length > 0 && hasKey(matcher.wanted, first.key)
  const whole: YamlNode = parted ? { type: 'map', entries: [first, ...good], span: map.span } : first.value
  return { name: first.key, keySpan: first.keySpan, whole, parted }
}

function noMatcher(c: Checking, map: YamlMap, others: readonly YamlEntry[], actor: string): undefined {
  const [entry] = others
  if (entry === undefined) {
    const beside = map.entries[0]?.key
    const example = beside === undefined ? 'next: true' : `${beside}: …`
    const hint = `write what is expected, such as { text: Hello, ${example} }`
    report(c, 'one-key-map', 'this expectation has no matcher', map.span, hint)
    return undefined
  }
  const hint = hintForMatcher(c, entry.key, actor)
  report(c, 'unknown-matcher', `there is no matcher called “${entry.key}”`, entry.keySpan, hint)
  return undefined
}

/** Whether a key beside a matcher is a part of what it wants; reports it when not. */
function partOf(c: Checking, entry: YamlEntry, first: YamlEntry): boolean {
  const { key: matcher } = first
  const schema = c.registry.matchers.get(matcher)!.value.wanted
  const known = hasKey(schema, matcher) ? keysOf(schema) : undefined
  if (known?.has(entry.key) === true) return true
  const ofStep = entry.key === 'timeout' ? 'within' : besideExpect.find((name) => name === entry.key)
  // What has parts of any name (`{ event: close, code: 1001 }`) takes all but what looks like a misspelt modifier.
  const open = known === undefined && hasKey(schema, matcher) && !c.registry.matchers.has(entry.key)
  if (
    open &&
    ofStep === undefined &&
    hintForKey(entry.key) === undefined &&
    suggest(entry.key, modifierNames) === undefined
  )
    return true
  if (ofStep !== undefined) {
    const message = `“${ofStep}” belongs to the whole step, not to one expectation`
    report(c, 'unknown-key', message, entry.keySpan, `write “${stepModifiers[ofStep].example}” beside “expect”`)
  } else if (c.registry.matchers.has(entry.key)) {
    const message = `an expectation has one matcher; this one has “${matcher}” and “${entry.key}”`
    report(c, 'one-key-map', message, entry.keySpan, hintForSecond(c, entry, matcher))
  } else {
    const hint =
      hintForFlag(c, entry, first, keysOf(schema)) ??
      hintForPart(entry.key, matcher, keysOf(schema), known, c.registry.words)
    report(c, 'unknown-key', `“${entry.key}” is not known beside “${matcher}”`, entry.keySpan, hint)
  }
  // It may have been “as”, or an expectation whose captures are asked for later.
  markGap(c)
  return false
}

/** `{ text: error, not: true }` is written the other way round. */
function hintForSecond(c: Checking, { key, value }: YamlEntry, matcher: string): string {
  const turns = c.registry.matchers.get(key)!.value.nests === 'unwanted'
  const isFlag = value.type === 'scalar' && typeof value.value === 'boolean'
  return turns && isFlag ? `write { ${key}: { ${matcher}: … } }` : 'write it as a list of two expectations'
}

/** A value of at most so many characters is repeated in a hint. */
const short = 40

/** `lines: [a, b], exactly: true`: the key that stands as a flag takes the value. */
function hintForFlag(
  c: Checking,
  { key, value }: YamlEntry,
  { key: matcher, value: wanted }: YamlEntry,
  inside: ReadonlySet<string> | undefined,
): string | undefined {
  if (inside?.has(key) !== true || value.type !== 'scalar' || value.value !== true) return undefined
  const source = c.here.source.text.slice(wanted.span.start, wanted.span.end)
  const written = source.length > short || source.includes('\n') ? '…' : source
  return `write { ${matcher}: { ${key}: ${written} } }`
}

/** `inside` are the keys of a map that the matcher takes, `known` those that may stand beside it. */
function hintForPart(
  key: string,
  matcher: string,
  inside: ReadonlySet<string> | undefined,
  known: ReadonlySet<string> | undefined,
  words: OtherWords,
): string | undefined {
  if (inside?.has(key) === true) return `write it into a map: { ${matcher}: { …, ${key}: … } }`
  return hintForKey(key) ?? didYouMean(key, [...modifierNames, ...(known ?? [])], 'it knows', words)
}
