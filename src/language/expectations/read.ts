import type { NamedArgument, Target } from '../../model/scenario.ts'
import type { YamlNode, YamlEntry, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { matcherOfText } from '../../registry/nested.ts'
import { argumentOf, emptyArgument, hasKey, keysOf, takesAnything } from '../../registry/argument.ts'
import { needsNewline } from '../../regex/syntax.ts'
import { parseRegex } from '../../text/regex.ts'
import { didYouMean, suggest } from '../../text/suggest.ts'
import { add, kindOf, markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import type { ActorShape } from '../shape.ts'
import { checkSplitRegex } from '../split-regex.ts'
import { checkRegex, isNothing, sampleOf } from '../values.ts'
import { checkEvents } from './events.ts'
import { modifierNames, modifierShapes } from './modifiers.ts'
import type { Modifiers } from './modifiers.ts'
import { checkNested } from './nested.ts'
import { hintForKey, hintForMatcher } from './other-forms.ts'
import { checkUsable } from './usable.ts'

/** What an actor must say or do, with the modifiers beside it. */
export interface Expectation extends NamedArgument, Modifiers {}

/** What one actor must say or do, met in this order. */
export interface Expect {
  readonly target: Target
  readonly expectations: readonly Expectation[]
}

const modifiers: readonly string[] = modifierNames

/** A wish or a list of wishes on one actor. */
export const expectations: ActorShape<readonly Expectation[]> = {
  schema: () => use('expectations'),
  read(c, node, _, target) {
    const expectations = expectationsOf(c, node, target)
    return expectations.length === 0 ? undefined : expectations
  },
}

function expectationsOf(c: Checking, node: YamlNode, target: Target): Expectation[] {
  const { actor } = target
  if (node.type !== 'list') return expectationOf(c, node, target) ?? []
  if (node.items.length === 0)
    report(c, 'nothing-to-do', `nothing is wished of “${actor}”`, node.span, 'write a text that it should say')
  checkSplitRegex(c, node)
  return node.items.flatMap((item) => expectationOf(c, item, target) ?? [])
}

/** `some text`, `/regex/flags`, or `{ matcher: wanted }` with modifiers beside it. A list, so that a lost one is none. */
function expectationOf(c: Checking, node: YamlNode, target: Target): Expectation[] | undefined {
  if (node.type === 'list') {
    report(
      c,
      'wrong-type',
      'a wish is a text or a map, not a list',
      node.span,
      'write { lines: […] } for lines that follow each other',
    )
    return markGap(c)
  }
  const expectation =
    node.type === 'scalar' ? plainExpectation(c, node, target.actor) : longExpectation(c, node, target)
  return expectation === undefined ? markGap(c) : [expectation]
}

function plainExpectation(c: Checking, scalar: YamlScalar, actor: string): Expectation | undefined {
  if (isNothing(scalar)) {
    report(
      c,
      'missing-text',
      `nothing is wished of “${actor}”`,
      scalar.span,
      'write a text that it should say; an empty text is ""',
    )
    return undefined
  }
  const name = matcherOfText(c.registry, scalar.source)
  const argument = wanted(c, name, scalar, scalar.span, actor)
  return argument === undefined ? undefined : { name, argument, span: scalar.span }
}

/**
 * The matcher is the key that is no modifier. Further keys are parts of what is wanted (`{ event: close, code: 1001 }`): where
 * there are any, and the matcher's schema takes a map with the matcher's own name as a key, the whole map without its modifiers
 * is what is wanted.
 */
function longExpectation(c: Checking, map: YamlMap, target: Target): Expectation | undefined {
  const { actor } = target
  const beside = map.entries.filter((entry) => modifiers.includes(entry.key) && !c.registry.matchers.has(entry.key))
  const others = map.entries.filter((entry) => !beside.includes(entry))
  const read = matcherIn(c, map, others, actor)
  if (read === undefined) return undefined
  const { name, whole, keySpan } = read
  const argument = wanted(c, name, whole, keySpan, actor)
  const mods = modifiersOf(c, beside, target)
  if (argument === undefined) return undefined
  if (c.registry.matchers.get(name)?.value.nests !== undefined)
    checkNested(c, name, argument.node, actor, (nested) => matcherIn(c, nested, nested.entries, actor))
  checkUsable(c, name, argument, beside, actor)
  return { name, argument, span: map.span, ...mods }
}

interface Named {
  readonly name: string
  readonly keySpan: YamlEntry['keySpan']
  /** What is wanted, with the parts that stand beside the matcher. */
  readonly whole: YamlNode
}

function matcherIn(c: Checking, map: YamlMap, others: readonly YamlEntry[], actor: string): Named | undefined {
  const first = others.find((entry) => c.registry.matchers.has(entry.key))
  if (first === undefined) return noMatcher(c, map, others, actor)
  const matcher = c.registry.matchers.get(first.key)!.value
  const parts = others.filter((entry) => entry !== first)
  const good = parts.filter((entry) => partOf(c, entry, first.key))
  const whole: YamlNode =
    good.length > 0 && hasKey(matcher.wanted, first.key)
      ? { type: 'map', entries: [first, ...good], span: map.span }
      : first.value
  return { name: first.key, keySpan: first.keySpan, whole }
}

function noMatcher(c: Checking, map: YamlMap, others: readonly YamlEntry[], actor: string): undefined {
  const [entry] = others
  if (entry === undefined) {
    report(
      c,
      'one-key-map',
      'this wish has no matcher',
      map.span,
      'write what is wished, such as { text: Hello, next: true }',
    )
    return undefined
  }
  const hint = hintForMatcher(c, entry.key, actor)
  report(c, 'unknown-matcher', `there is no matcher called “${entry.key}”`, entry.keySpan, hint)
  return undefined
}

/** Whether a key beside a matcher is a part of what it wants; reports it when not. */
function partOf(c: Checking, entry: YamlEntry, matcher: string): boolean {
  const schema = c.registry.matchers.get(matcher)!.value.wanted
  const known = hasKey(schema, matcher) ? keysOf(schema) : undefined
  if (known?.has(entry.key) === true) return true
  // What has parts of any name (`{ event: close, code: 1001 }`) takes all but what looks like a misspelt modifier.
  const open = known === undefined && hasKey(schema, matcher) && !c.registry.matchers.has(entry.key)
  if (
    open &&
    !['within', 'timeout'].includes(entry.key) &&
    hintForKey(entry.key) === undefined &&
    suggest(entry.key, modifiers) === undefined
  )
    return true
  if (entry.key === 'within' || entry.key === 'timeout') {
    report(
      c,
      'unknown-key',
      '“within” belongs to the whole step, not to one expectation',
      entry.keySpan,
      'write “within: 2s” beside “expect”',
    )
  } else if (c.registry.matchers.has(entry.key)) {
    report(
      c,
      'one-key-map',
      `a wish has one matcher; this one has “${matcher}” and “${entry.key}”`,
      entry.keySpan,
      'make a list of two wishes of it',
    )
  } else {
    const near = hintForKey(entry.key) ?? didYouMean(entry.key, [...modifiers, ...(known ?? [])], 'it knows')
    report(c, 'unknown-key', `“${entry.key}” is not known beside “${matcher}”`, entry.keySpan, near)
  }
  // It may have been “as”, or a wish whose captures are asked for later.
  markGap(c)
  return false
}

function wanted(
  c: Checking,
  name: string,
  node: YamlNode,
  span: YamlEntry['keySpan'],
  actor: string,
): Expectation['argument'] | undefined {
  const matcher = c.registry.matchers.get(name)?.value
  if (matcher === undefined) {
    report(
      c,
      'unknown-matcher',
      `there is no matcher called “${name}”`,
      span,
      didYouMean(name, c.registry.matchers.keys(), 'matchers', c.registry.words),
    )
    return undefined
  }
  if (matcher.slashes !== 'literal') checkSplitRegex(c, node)
  if (!checkRegexes(c, name, node, actor)) return undefined
  if (isNothing(node)) {
    const { argument, problems } = emptyArgument(node.span, matcher.wanted)
    // Where any value would do, nothing is none.
    if (problems.length === 0 && !takesAnything(matcher.wanted)) return argument
    report(c, 'missing-text', `“${name}” does not say what is wanted`, node.span, 'write it behind the colon')
    return undefined
  }
  const { argument, problems } = argumentOf(node, matcher.wanted)
  add(c, problems)
  checkEvents(c, node, matcher.wanted, actor)
  return argument
}

/** Every regex in what is wanted: that it compiles, and on a lane of lines that a line could match it. */
function checkRegexes(c: Checking, name: string, node: YamlNode, actor: string): boolean {
  const slashes = c.registry.matchers.get(name)?.value.slashes
  if (slashes === 'literal') return true
  if (node.type === 'list') return node.items.map((item) => checkRegexes(c, name, item, actor)).every(Boolean)
  if (node.type === 'map') {
    return node.entries
      .map((entry) => isLiteral(c, entry.key) || checkRegexes(c, name, entry.value, actor))
      .every(Boolean)
  }
  const regex = parseRegex(node.source)
  if (regex === undefined) return true
  if (!checkRegex(c, node, regex)) return false
  if (slashes !== 'multiline' && receivesLines(c, actor) && needsNewline(sampleOf(regex))) {
    const hint = 'lines come without their ends: take the “\\n” out, or wish for two lines in a list'
    report(c, 'regex-never-matches', 'this regex wants a line feed, and no line has one', node.span, hint)
  }
  return true
}

const isLiteral = (c: Checking, matcher: string): boolean =>
  c.registry.matchers.get(matcher)?.value.slashes === 'literal'

const lineFeed = 0x0a

/** Whether what an actor receives is cut at each line feed, so that no line has one. */
function receivesLines(c: Checking, actor: string): boolean {
  const written = c.actors.get(actor)?.framing
  const name = written?.name ?? kindOf(c, actor)?.framing ?? c.registry.defaultFraming
  try {
    return c.registry.framings.get(name)?.value.compile(written?.argument.value?.parsed).terminator === lineFeed
  } catch {
    return false
  }
}

function modifiersOf(c: Checking, entries: readonly YamlEntry[], target: Target): Modifiers {
  const found: Record<string, unknown> = {}
  for (const { key, value } of entries) {
    const shape: ActorShape<unknown> = modifierShapes[key as keyof typeof modifierShapes]
    const read = shape.read(c, value, key, target)
    if (read !== undefined) found[key] = read
  }
  return found
}
