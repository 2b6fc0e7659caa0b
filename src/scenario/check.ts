import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import type { Document } from '../model/scenario.ts'
import type { Source, Span } from '../model/span.ts'
import type { YamlEntry, YamlMap } from '../model/yaml-node.ts'
import { actorOptions } from '../language/actors/options.ts'
import { checkReferences } from '../language/actors/read.ts'
import { reading, report } from '../language/checking.ts'
import type { CheckHost, Checking } from '../language/checking.ts'
import { grammar } from '../language/steps/grammar.ts'
import { wordsIn } from '../language/gaps.ts'
import { isOfMatrix } from '../language/matrix.ts'
import type { Scenario, Step } from '../language/scenario.ts'
import { unreadableSteps } from '../language/steps/unreadable.ts'
import { topKeyNames, topKeys } from '../language/top/index.ts'
import type { ScenarioParts, TopKeyName } from '../language/top/index.ts'
import type { TopKey } from '../language/top/key.ts'
import { itemsOf, keyed } from '../language/values.ts'
import { pushAll } from '../text/push-all.ts'
import { didYouMean, suggest } from '../text/suggest.ts'
import { checkOrder } from './order/check-order.ts'
import { readDocument } from './read.ts'

export type { CheckHost } from '../language/checking.ts'

/** The plugins that a document names, before anything else of it is understood. */
export function pluginsOf({ root }: Document): { specifier: string; span: Span }[] {
  const entry = root.type === 'map' ? root.entries.find(({ key }) => key === 'plugins') : undefined
  if (entry === undefined) return []
  return itemsOf(entry.value).flatMap((item) =>
    item.type === 'scalar' && item.source !== '' ? [{ specifier: item.source, span: item.span }] : [],
  )
}

/** What one check gathers, at its beginning. */
export function checkingOf(document: Document, registry: Registry, host: CheckHost): Checking {
  const { source, mistakes = [] } = document
  return {
    grammar: { ...grammar, top: new Set(topKeyNames), document: readDocument },
    registry,
    host,
    problems: [],
    sources: new Map([[source.file, source]]),
    document,
    documents: new Map(),
    actors: new Map(),
    actorNames: new Set(),
    unreadable: new Set(),
    uncounted: new Set(),
    misread: new Set(),
    words: new Set(),
    stepGaps: new Map(),
    namedConnections: new Set(),
    here: { source, mistakes, chain: [source.file] },
    state: { reading: reading(), included: 0 },
  }
}

/**
 * A document as a scenario in which everything is known and valid that can be known before it runs, or every problem at once.
 * Warnings come with a scenario; `sources` are all files that were read, for excerpts.
 */
export function checkDocument(
  document: Document,
  registry: Registry,
  host: CheckHost,
): { scenario?: Scenario; problems: Problem[]; sources: ReadonlyMap<string, Source> } {
  const { source, root, mistakes = [] } = document
  const c = checkingOf(document, registry, host)
  const scenario = root.type === 'map' ? readScenario(c, source, root) : undefined
  if (root.type !== 'map')
    report(
      c,
      'not-a-scenario',
      'a scenario is a map, and this file holds none',
      root.span,
      'begin with “scenario: ” and a title',
    )
  if (scenario !== undefined) pushAll(c.problems, checkOrder(scenario, registry, c, valuesOf(host)))
  const problems = sorted([...mistakes, ...c.problems.filter((problem) => !echoes(c, problem))], source.file)
  const invalid = scenario === undefined || problems.some((problem) => problem.severity !== 'warning')
  return invalid ? { problems, sources: c.sources } : { scenario, problems, sources: c.sources }
}

/** Values of a matrix are known everywhere, and declared nowhere in the scenario. */
const valuesOf = ({ vars }: CheckHost): readonly string[] => [...vars.keys()].filter(isOfMatrix)

/** What to write instead of an option of actors at the top. */
const ofActors = (key: string): string | undefined =>
  Object.hasOwn(actorOptions, key) ? `“${key}” is an option of an actor: write it there, beside its kind` : undefined

function readScenario(c: Checking, source: Source, root: YamlMap): Scenario | undefined {
  const top: Top = titled(c, root) ? keyed(c, root, topKeyNames, 'a scenario', ofActors) : {}
  if (top.scenario === undefined) return undefined
  for (const key of topKeyNames) {
    const { needed }: TopKey<unknown, object> = topKeys[key]
    if (needed !== undefined && top[key] === undefined && !misspelt(root, key))
      report(c, 'missing-key', `“${key}” is missing`, top.scenario.keySpan, needed)
  }
  const parts = readParts(c, top)
  for (const { key, value } of root.entries) if (key === 'actors') topKeys.actors.shape.read(c, value, key)
  for (const actor of c.actors.values()) checkReferences(c, actor)
  // What stands under a misspelt “vars” or “actors” is known by its words alone; without steps anything may have happened.
  for (const { key, value } of root.entries) if (!isKey(key)) wordsIn(value, c.words)
  const steps = top.steps === undefined ? unreadableSteps(c, root) : stepsUnder(c, root, 'steps')
  const onFault = stepsUnder(c, root, 'on-fault')
  const { sources, actors, namedConnections } = c
  return { source, sources, ...parts, actors, steps, onFault, namedConnections }
}

const stepsUnder = (c: Checking, root: YamlMap, name: 'steps' | 'on-fault'): readonly Step[] =>
  root.entries.flatMap(({ key, value }) => (key === name ? (topKeys[name].shape.read(c, value, key) ?? []) : []))

type Top = Readonly<Partial<Record<TopKeyName, YamlEntry>>>
const isKey = (key: string): boolean => Object.hasOwn(topKeys, key)

const readLater: ReadonlySet<TopKeyName> = new Set(['actors', 'steps', 'on-fault'])

/** All that does not depend on other keys: actors are read before steps, and both behind everything that they use. */
function readParts(c: Checking, top: Top): ScenarioParts {
  const parts = topKeyNames
    .filter((key) => !readLater.has(key))
    .map((key) => {
      const { shape, part }: TopKey<unknown, object> = topKeys[key]
      const entry = top[key]
      return part(entry === undefined ? undefined : shape.read(c, entry.value, key), c.host.usual)
    })
  return Object.assign({}, ...parts) as ScenarioParts
}

/** `scenario` marks a file as one: without it nothing else is judged, lest any YAML file bring a page of complaints. */
function titled(c: Checking, root: YamlMap): boolean {
  if (root.entries.some((entry) => entry.key === 'scenario')) return true
  const near = root.entries.find((entry) => didYouMean(entry.key, ['scenario']) !== undefined)
  const hint =
    near === undefined ? 'begin with “scenario: ” and a title' : `did you mean “scenario” instead of “${near.key}”?`
  const span = near?.keySpan ?? root.entries[0]?.keySpan ?? root.span
  report(c, 'not-a-scenario', 'this file has no “scenario” at its top, so it is not a scenario', span, hint)
  return false
}

/** A key that was misspelt is reported as such, and not as missing too. */
const misspelt = (root: YamlMap, key: TopKeyName): boolean =>
  root.entries.some((entry) => !isKey(entry.key) && suggest(entry.key, topKeyNames) === key)

/** A text that YAML has read in another way than it was meant, and a key that stands twice, have their problem already. */
function echoes(c: Checking, { code, span }: Problem): boolean {
  if (span === undefined || code === 'quote-it' || code === 'duplicate-key') return false
  const source = c.sources.get(span.file)
  const mistakes = [...c.documents.values(), c.document].find((document) => document?.source === source)?.mistakes
  return (mistakes ?? []).some((mistake) => {
    const { start } = mistake.span!
    const lineEnd = source!.text.indexOf('\n', start)
    return mistake.code === 'quote-it'
      ? span.start >= source!.text.lastIndexOf('\n', start - 1) + 1 && (lineEnd === -1 || span.start < lineEnd)
      : span.start === start
  })
}

/** By place, the scenario's own file first; a file included twice gives its problems once. */
function sorted(problems: readonly Problem[], file: string): Problem[] {
  const seen = new Set<string>()
  const once = problems.filter(({ code, message, span }) => {
    const key = `${span?.file}:${span?.start}:${code}:${message}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
  const place = (problem: Problem): number => (problem.span?.file === file ? 0 : 1)
  return once.sort(
    (a, b) =>
      place(a) - place(b) ||
      (a.span?.file ?? '').localeCompare(b.span?.file ?? '') ||
      (a.span?.start ?? 0) - (b.span?.start ?? 0),
  )
}
