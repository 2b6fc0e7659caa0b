import type { ActorKind } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { YamlNode, YamlEntry, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { argumentOf, hasKey } from '../../coercion/argument.ts'
import { actorReferences, filesAsked, inputsAsked } from '../../coercion/names-asked.ts'
import { traitsOf } from '../../registry/traits.ts'
import { didYouMean } from '../../text/suggest.ts'
import { add, report, unknownActor } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { wordsIn } from '../gaps.ts'
import { readEntries } from '../shape.ts'
import { checkInput, checkThere } from '../shapes/messages.ts'
import { asMap, checkName, isNothing, shown } from '../values.ts'
import { elsewhere } from './elsewhere.ts'
import { actorOptionNames, actorOptions, actorOptionShapes, withDefaults } from './options.ts'
import type { ActorOption, ActorOptionName } from './options.ts'
import { checkStrict } from './strict.ts'

const coreOptions: readonly string[] = actorOptionNames

export function readActors(c: Checking, node: YamlNode): undefined {
  const map = asMap(c, node, 'actors', '“actors: { server: tcp-server }”')
  if (map === undefined) {
    for (const word of wordsIn(node)) c.unreadable.add(word)
    return
  }
  if (map.entries.length === 0)
    report(c, 'nothing-to-do', '“actors” is empty', node.span, 'add one: “server: tcp-server”')
  for (const { key, keySpan, value } of map.entries) {
    c.actorNames.add(key)
    if (!checkName(c, key, keySpan, 'actor')) {
      c.unreadable.add(key)
    } else readActor(c, key, value, keySpan)
  }
}

/** One actor, `{ kind: options }` or a kind's name. It is declared also when its options are wrong. */
export function readActor(c: Checking, name: string, node: YamlNode, span: YamlEntry['keySpan']): void {
  const found = kindEntry(c, name, node, span)
  if (found === undefined) {
    c.unreadable.add(name)
    return
  }
  const kind = c.registry.kinds.get(found.kind)!.value
  const { core, own } = sortOptions(kind, found)
  reportNothingToDo(c, name, found.kind, core)
  const { argument, problems } = argumentOf(own, kind.options, kind.shorthand, {
    known: coreOptions.filter((option) => idleFor(c, kind, option) === undefined),
    hints: kind.hints ?? {},
    words: c.registry.words,
    elsewhere: elsewhere(c.registry),
  })
  add(c, problems)
  const terminal = traitsOf(kind, argument.node).terminal === true
  checkStrict(c, { name, kind: found.kind, terminal }, kind, core)
  for (const { name, span } of filesAsked(argument.node, kind.options)) checkThere(c, { source: name, span })
  for (const { name, span } of inputsAsked(argument.node, kind.options)) checkInput(c, { source: name, span })
  if (problems.length > 0) c.misread.add(name)
  const refersTo = actorReferences(argument.node, kind.options).map((reference) => reference.name.replace(/#.*/, ''))
  c.actors.set(name, { name, kind: found.kind, options: argument, refersTo, ...coreOptionsOf(c, name, core), span })
}

/** Why a kind could only ignore an option of the core. */
function idleFor(c: Checking, kind: ActorKind, name: string) {
  const option: ActorOption<unknown> = actorOptions[name as ActorOptionName]
  return option.idle?.(kind, c.registry)
}

function reportNothingToDo(c: Checking, name: string, kind: string, core: readonly YamlEntry[]): void {
  for (const { key, keySpan } of core) {
    const idle = idleFor(c, c.registry.kinds.get(kind)!.value, key)
    if (idle !== undefined) report(c, 'invalid-value', `“${name}” is of kind ${kind}, ${idle.why}`, keySpan, idle.hint)
  }
}

/** That the actors which an actor's options name are there. */
export function checkReferences(c: Checking, { name, kind, options }: ActorDeclaration): void {
  const schema = c.registry.kinds.get(kind)!.value.options
  for (const reference of actorReferences(options.node, schema)) {
    const actor = reference.name.replace(/#.*/, '')
    const place = hasKey(schema, 'port') ? placeOf(reference.name) : undefined
    if (!c.actors.has(actor) && place !== undefined)
      report(
        c,
        'unknown-actor',
        `no actor is called “${actor}”`,
        reference.span,
        `for a server that is not an actor, write “${kind}: ${place}”`,
      )
    else if (!c.actors.has(actor)) unknownActor(c, actor, reference.span)
    else if (actor === name)
      report(c, 'invalid-value', `“${name}” refers to itself`, reference.span, 'name another actor')
  }
}

/** `localhost:8080`, as an address is written elsewhere, in options. */
function placeOf(name: string): string | undefined {
  const [, host, port] = /^(?:(?:\w+:\/\/)?([\w.-]*):)?(\d{1,5})\/?$/.exec(name) ?? []
  if (port === undefined) return undefined
  return host === undefined || host === '' || host === 'localhost'
    ? `{ port: ${port} }`
    : `{ host: ${host}, port: ${port} }`
}

interface KindEntry {
  readonly kind: string
  readonly options: YamlNode
  readonly beside: readonly YamlEntry[]
}

function kindEntry(c: Checking, name: string, node: YamlNode, span: YamlEntry['keySpan']): KindEntry | undefined {
  const example = `write “${name}: tcp-server” or “${name}: { tcp-server: { port: 0 } }”`
  if (node.type === 'list' || isNothing(node)) {
    report(c, 'one-key-map', `“${name}” needs a kind, and ${shown(node)} stands here`, node.span, example)
    return undefined
  }
  if (node.type === 'scalar') {
    if (!knownKind(c, node.source, node.span)) return undefined
    return { kind: node.source, options: { type: 'map', entries: [], span: node.span }, beside: [] }
  }
  const kinds = node.entries.filter((entry) => !coreOptions.includes(entry.key) || c.registry.kinds.has(entry.key))
  const known = kinds.filter((entry) => c.registry.kinds.has(entry.key))
  const [first, second] = known.length === 1 ? [known[0], undefined] : kinds
  const named = known.length === 0 ? kinds.find((entry) => isGivenValue(c, entry)) : undefined
  if (named !== undefined) {
    const kind = (named.value as YamlScalar).source
    const option = node.entries.find((entry) => entry !== named)
    const hint = `write “${name}: ${option === undefined ? kind : `{ ${kind}: { ${option.key}: … } }`}”`
    report(c, 'one-key-map', 'a kind is a key, and its options stand below it', named.keySpan, hint)
    return undefined
  }
  if (first === undefined) {
    report(c, 'one-key-map', `“${name}” needs a kind`, span, example)
    return undefined
  }
  if (!knownKind(c, first.key, first.keySpan)) return undefined
  if (second !== undefined) {
    report(
      c,
      'one-key-map',
      `“${name}” has two kinds, “${first.key}” and “${second.key}”`,
      second.keySpan,
      'an actor has one; make two actors of it',
    )
    return undefined
  }
  for (const misplaced of kinds) {
    if (misplaced !== first)
      report(
        c,
        'one-key-map',
        `“${misplaced.key}” stands beside “${first.key}”`,
        misplaced.keySpan,
        `options stand inside: “${first.key}: { ${misplaced.key}: … }”`,
      )
  }
  return {
    kind: first.key,
    options: first.value,
    beside: node.entries.filter((entry) => entry !== first && !kinds.includes(entry)),
  }
}

/** The kind in `{ kind: tcp-server, port: 9000 }`, as others write it. */
const isGivenValue = (c: Checking, { key, value }: YamlEntry): boolean =>
  (key === 'kind' || key === 'type') && value.type === 'scalar' && c.registry.kinds.has(value.source)

function knownKind(c: Checking, kind: string, span: YamlEntry['keySpan']): boolean {
  if (c.registry.kinds.has(kind)) return true
  report(
    c,
    'unknown-kind',
    `there is no kind of actor called “${kind}”`,
    span,
    didYouMean(kind, c.registry.kinds.keys(), 'kinds', c.registry.words),
  )
  return false
}

/** Takes the core's options out of the kind's, unless the kind knows such an option itself. */
function sortOptions(
  kind: ActorKind,
  { options, beside }: KindEntry,
): { readonly core: readonly YamlEntry[]; readonly own: YamlNode } {
  if (isNothing(options)) return { core: beside, own: { type: 'map', entries: [], span: options.span } }
  if (options.type !== 'map') return { core: beside, own: options }
  const isCore = (entry: YamlEntry): boolean => coreOptions.includes(entry.key) && !hasKey(kind.options, entry.key)
  if (!options.entries.some(isCore)) return { core: beside, own: options }
  const own: YamlMap = { ...options, entries: options.entries.filter((entry) => !isCore(entry)) }
  return { core: [...beside, ...options.entries.filter(isCore)], own }
}

function coreOptionsOf(c: Checking, name: string, entries: readonly YamlEntry[]): ReturnType<typeof withDefaults> {
  for (const { key, keySpan } of entries)
    if (entries.some((other) => other.key === key && other.keySpan.start < keySpan.start))
      report(c, 'duplicate-key', `“${key}” is written twice`, keySpan, 'keep one of them')
  const given = readEntries(c, actorOptionShapes, entries)
  // The size of a group that could not be read is unknown: what is written about its instances is not judged.
  if (given.count === undefined && entries.some(({ key }) => key === 'count')) c.uncounted.add(name)
  return withDefaults(given)
}
