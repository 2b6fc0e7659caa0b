import type { YamlNode, YamlEntry, YamlMap } from '../../model/yaml-node.ts'
import { didYouMean } from '../../text/suggest.ts'
import { report } from '../checking.ts'
import type { Checking, WrittenVerb } from '../checking.ts'
import type { Step, StepBody } from '../scenario.ts'
import { readEntries } from '../shape.ts'
import { asList, isNothing, shown } from '../values.ts'
import { unreadableSteps, readWithGaps } from './unreadable.ts'
import { stepModifiers, stepModifierShapes } from './modifiers.ts'
import { hintBeside, hintForVerb } from './elsewhere.ts'
import { isCustom, kindsWith, customVerbs, readOwn } from './custom.ts'

/** A list of steps. Where one cannot be read, or not wholly, it is remembered what it may have done. */
export function readSteps(c: Checking, node: YamlNode, label: string): Step[] {
  const { verbs } = c.grammar
  const glued =
    node.type === 'map' ? node.entries.find(({ key }) => verbs.has(key.slice(1)) && key[0] === '-') : undefined
  if (glued !== undefined) {
    const hint = `write “- ${glued.key.slice(1)}: …”`
    report(c, 'yaml-syntax', 'a blank is missing behind “-”', glued.keySpan, hint)
    return unreadableSteps(c, node)
  }
  const list = asList(c, node, label, `“${label}:” and the steps below it, each behind a “- ”`)
  if (list === undefined) return unreadableSteps(c, node)
  if (list.items.length === 0)
    report(c, 'nothing-to-do', `“${label}” is empty`, list.span, 'write a step, such as “- start: server”')
  return list.items.map((item) =>
    readWithGaps(
      c,
      item,
      () => readStep(c, item),
      () => knownVerb(c, item),
    ),
  )
}

function readStep(c: Checking, item: YamlNode): Step | undefined {
  if (item.type !== 'map') return notAMap(c, item)
  const entry = verbOf(c, item)
  if (entry === undefined) return undefined
  const { key: name, keySpan, value } = entry
  const known = c.grammar.verbs.get(name)
  const own = isCustom(c, name, value) || (known === undefined && kindsWith(c, name).length > 0)
  const verb = own ? undefined : known
  if (verb === undefined && !own) return unknownVerb(c, entry)
  const beside = besideOf(c, item, entry, verb)
  c.state.reading.verb = name
  c.state.reading.verbSpan = keySpan
  c.state.reading.beside = beside
  if (isNothing(value)) return missingText(c, entry, verb)
  const before = c.problems.length
  const body = verb === undefined ? readOwn(c, name, value) : verb.read(c, value, name, beside.values())
  if (body !== undefined) return finish(c, { verb: name, ...body } as StepBody, item, keySpan.start, beside.values())
  // Such as an empty map: there must be no step that does nothing.
  if (c.problems.length === before && c.state.reading.missing === 'nothing') {
    const hint = `write “- ${verb?.examples[0] ?? `${name}: server`}”`
    report(c, 'nothing-to-do', `“${name}” is empty`, value.span, hint)
  }
  return undefined
}

function missingText(c: Checking, { key: name, value }: YamlEntry, verb: WrittenVerb | undefined): undefined {
  const hint = verb === undefined ? 'name an actor' : `write “- ${verb.examples[0]}”`
  report(c, 'missing-text', `“${name}” is empty`, value.span, hint)
}

function unknownVerb(c: Checking, { key: name, keySpan }: YamlEntry): undefined {
  const verbs = [...c.grammar.verbs.keys(), ...customVerbs(c)]
  const hint = hintForVerb(c, name) ?? didYouMean(name, verbs, 'verbs', c.registry.words)
  report(c, 'unknown-verb', `there is no verb called “${name}”`, keySpan, hint)
}

function finish(c: Checking, body: StepBody, item: YamlMap, start: number, beside: Iterable<YamlEntry>): Step {
  const { includedFrom } = c.here
  return {
    ...body,
    span: { file: item.span.file, start, end: item.span.end },
    ...(includedFrom === undefined ? {} : { includedFrom }),
    ...readEntries(c, stepModifierShapes, beside),
  }
}

/** The one word of the language that a step has for its verb; undefined for several, since any of them may be meant. */
function knownVerb(c: Checking, item: YamlNode): string | undefined {
  const known = item.type === 'map' ? item.entries.filter(({ key }) => c.grammar.verbs.has(key)) : []
  return known.length === 1 ? known[0]!.key : undefined
}

/** The key that is the verb: the one that is no modifier. */
function verbOf(c: Checking, item: YamlMap): YamlEntry | undefined {
  const candidates = item.entries.filter(({ key }) => !c.grammar.beside.has(key))
  const known = candidates.filter(({ key, value }) => c.grammar.verbs.has(key) || isCustom(c, key, value))
  const [first, second] = known
  if (first !== undefined && second !== undefined) {
    const message = `a step has one verb; this one has “${first.key}” and “${second.key}”`
    report(c, 'one-key-map', message, second.keySpan, `put a “- ” before “${second.key}”`)
    return undefined
  }
  const verb = first ?? candidates[0]
  if (verb === undefined)
    report(c, 'one-key-map', 'this step has no verb', item.span, 'write one, such as “- expect: { client: Hello }”')
  return verb
}

const nothingBeside: ReadonlyMap<string, YamlEntry> = new Map()

/** What stands beside the verb and belongs to it; all else is reported. */
function besideOf(
  c: Checking,
  item: YamlMap,
  verb: YamlEntry,
  found: WrittenVerb | undefined,
): ReadonlyMap<string, YamlEntry> {
  if (item.entries.length === 1) return nothingBeside
  const common = Object.entries(stepModifiers).map(([name, { allowed }]) => ({ name, allowed: allowed(found?.traits) }))
  const why = new Map(common.flatMap(({ name, allowed }) => (typeof allowed === 'string' ? [[name, allowed]] : [])))
  const allowed = [
    ...common.flatMap(({ name, allowed }) => (allowed === false ? [] : [name])),
    ...Object.keys(found?.beside ?? {}),
  ]
  const beside = new Map<string, YamlEntry>()
  for (const entry of item.entries) {
    const { key, keySpan } = entry
    if (entry === verb) continue
    if (why.has(key)) report(c, 'unknown-key', `“${key}” changes nothing beside “${verb.key}”`, keySpan, why.get(key))
    else if (allowed.includes(key)) beside.set(key, entry)
    else {
      const hint = hintBeside(
        c,
        key,
        found,
        allowed.filter((name) => !why.has(name)),
      )
      report(c, 'unknown-key', `“${key}” is not known beside “${verb.key}”`, keySpan, hint)
    }
  }
  return beside
}

function notAMap(c: Checking, item: YamlNode): undefined {
  const word = item.type === 'scalar' ? (/^\S+/.exec(item.source)?.[0] ?? '') : ''
  const example = c.grammar.verbs.get(word.replace(/:$/, ''))?.examples[0]
  const hint = example === undefined ? 'write one, such as “- start: server”' : `write “- ${example}”`
  report(c, 'one-key-map', `a step is a map with one verb, not ${shown(item)}`, item.span, hint)
}
