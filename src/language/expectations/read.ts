import type { NamedArgument, Target } from '../../model/scenario.ts'
import type { YamlNode, YamlEntry, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { matcherOfText } from '../../registry/nested.ts'
import { emptyArgument, takesAnything } from '../../coercion/argument.ts'
import { add, contributed, markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import type { ActorShape } from '../shape.ts'
import { checkSplitRegex } from '../split-regex.ts'
import { isNothing } from '../values.ts'
import { checkEvents } from './events.ts'
import { wantedOf } from './inside.ts'
import { matcherIn } from './matcher-in.ts'
import { modifierNames, modifierShapes } from './modifiers.ts'
import type { Modifiers } from './modifiers.ts'
import { checkNested } from './nested.ts'
import { checkRegexes } from './regexes.ts'
import { checkUsable } from './usable.ts'

/** What must be received from an actor, with the modifiers beside it. */
export interface Expectation extends NamedArgument, Modifiers {}

/** What must be received from one actor, in this order. */
export interface Expect {
  readonly target: Target
  readonly expectations: readonly Expectation[]
}

const modifiers: readonly string[] = modifierNames

/** An expectation or a list of expectations on one actor. */
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
    report(c, 'nothing-to-do', `nothing is expected of “${actor}”`, node.span, 'write a text that it should print')
  checkSplitRegex(c, node)
  return node.items.flatMap((item) => expectationOf(c, item, target) ?? [])
}

/** `some text`, `/regex/flags`, or `{ matcher: wanted }` with modifiers beside it. A list, so that a lost one is none. */
function expectationOf(c: Checking, node: YamlNode, target: Target): Expectation[] | undefined {
  if (node.type === 'list') {
    report(
      c,
      'wrong-type',
      'an expectation is a text or a map, not a list',
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
      `nothing is expected of “${actor}”`,
      scalar.span,
      'write a text that it should print; an empty text is ""',
    )
    return undefined
  }
  checkOpenBytes(c, scalar)
  const name = matcherOfText(c.registry, scalar.source)
  const argument = wanted(c, name, scalar, scalar.span, actor)
  return argument === undefined ? undefined : { name, argument, span: scalar.span }
}

const openBytes = /^(?=.*\?\?)\s*(?:[0-9a-f]{2}|\?\?)(?:\s+(?:[0-9a-f]{2}|\?\?))+\s*$/i

/** Bytes of which some may be any are no text. */
function checkOpenBytes(c: Checking, { source, span }: YamlScalar): void {
  if (!openBytes.test(source)) return
  const ofBytes = [...c.registry.matchers].find(([, { value }]) => value.hexadecimal === true)?.[0]
  if (ofBytes === undefined) return
  const hint = `write { ${ofBytes}: "${source}" }, or { text: "${source}" } for these characters`
  report(c, 'invalid-value', `“${source}” is a text here, in which ?? means two question marks`, span, hint)
}

/** `{ matcher: wanted }`, with its modifiers. */
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
    checkNested(c, name, { whole: argument.node, parted: read.parted }, actor)
  checkUsable(c, name, argument, beside, actor)
  return { name, argument, span: map.span, ...mods }
}

function wanted(
  c: Checking,
  name: string,
  node: YamlNode,
  span: YamlEntry['keySpan'],
  actor: string,
): Expectation['argument'] | undefined {
  const matcher = contributed(c, 'matcher', c.registry.matchers, name, span)
  if (matcher === undefined) return undefined
  if (matcher.slashes !== 'literal') checkSplitRegex(c, node)
  if (!checkRegexes(c, name, node, actor)) return undefined
  if (isNothing(node)) {
    const { argument, problems } = emptyArgument(node.span, matcher.wanted)
    // Where any value would do, nothing is none.
    if (problems.length === 0 && !takesAnything(matcher.wanted)) return argument
    report(c, 'missing-text', `“${name}” has no value to compare with`, node.span, 'write it behind the colon')
    return undefined
  }
  const { argument, problems } = wantedOf(c, name, node)
  add(c, problems)
  if (problems.length > 0) markGap(c)
  checkEvents(c, node, matcher.wanted, actor)
  return argument
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
