import type { Registry } from '../../model/registry.ts'
import type { YamlEntry, YamlMap, YamlNode } from '../../model/yaml-node.ts'
import { grammar } from '../../language/steps/grammar.ts'
import { traitsOfName } from '../../language/steps/traits.ts'
import { itemsOf } from '../../language/values.ts'
import { entryOf, groupsIn, nameAt, namesInBraces, targetAt, written } from './in-text.ts'
import { placesOfActor } from './of-actor.ts'
import { masksIn } from './of-lanes.ts'
import { givenByWith } from './place.ts'
import type { Gathering } from './place.ts'

/** The places of a list of steps. */
export function placesOfSteps(g: Gathering, node: YamlNode, registry: Registry): void {
  for (const item of itemsOf(node)) if (item.type === 'map') placesOfStep(g, item, registry)
}

function placesOfStep(g: Gathering, step: YamlMap, registry: Registry): void {
  const verb = step.entries.find(({ key }) => !grammar.beside.has(key))
  if (verb !== undefined)
    g.steps.push({ verb: verb.key, start: verb.keySpan.start, verbEnd: verb.keySpan.end, end: step.span.end })
  for (const entry of step.entries) {
    if (entry.key === 'mask') masksIn(g, entry.value)
    else if (entry !== verb) namesInBraces(g, entry.value)
  }
  if (verb !== undefined) placesOfVerb(g, verb, registry)
}

function placesOfVerb(g: Gathering, verb: YamlEntry, registry: Registry): void {
  const { key, value } = verb
  if (key === 'repeat') return ofRepeat(g, value, registry)
  if (key === 'include') return ofInclude(g, value)
  if (key === 'run' && value.type === 'map') return declaredInPlace(g, value, registry)
  namesInBraces(g, value)
  const traits = traitsOfName(key)
  if (key === 'let') {
    for (const { keySpan } of value.type === 'map' ? value.entries : [])
      nameAt(g, { span: keySpan }, { of: 'variable', gives: true })
  } else if (traits === undefined || traits.needsStarted === true || traits.startsActors === true) {
    for (const item of itemsOf(value)) targetsIn(g, item, key)
  } else filesIn(g, value)
}

function targetsIn(g: Gathering, node: YamlNode, verb: string): void {
  // What is alone in a value of these verbs is a name whose colon is still to come.
  const isKey = takesMap(verb) ? { isKey: true as const } : {}
  if (node.type === 'scalar') targetAt(g, node, { verb, ...isKey })
  if (node.type !== 'map') return
  const expects = traitsOfName(verb)?.expects === true
  for (const { keySpan, value } of node.entries) {
    targetAt(g, { span: keySpan }, { verb, isKey: true })
    if (expects) for (const item of itemsOf(value)) captures(g, item)
    else if (verb === 'check') factsIn(g, value, written(g, { span: keySpan }).raw)
    else for (const item of itemsOf(value)) fileOf(g, item, 'file')
  }
}

const takesMap = (verb: string): boolean => traitsOfName(verb)?.expects === true || verb === 'send' || verb === 'check'

/** The facts that a `check` asks of an actor. */
function factsIn(g: Gathering, value: YamlNode, target: string): void {
  for (const { keySpan } of value.type === 'map' ? value.entries : [])
    nameAt(g, { span: keySpan }, { of: 'fact', scope: target.replace(/#.*/, ''), isKey: true })
}

/** What an expectation captures: named groups, and the name behind `as`. */
function captures(g: Gathering, expectation: YamlNode): void {
  groupsIn(g, expectation, { of: 'variable' })
  const as = entryOf(expectation, 'as')
  if (as?.value.type === 'scalar') nameAt(g, as.value, { of: 'variable', gives: true })
}

function ofRepeat(g: Gathering, value: YamlNode, registry: Registry): void {
  for (const entry of value.type === 'map' ? value.entries : []) {
    if (entry.key === 'steps') placesOfSteps(g, entry.value, registry)
    else if (entry.key === 'as' && entry.value.type === 'scalar')
      nameAt(g, entry.value, { of: 'variable', gives: true })
    else namesInBraces(g, entry.value)
  }
}

function ofInclude(g: Gathering, value: YamlNode): void {
  const file = value.type === 'map' ? entryOf(value, 'file')?.value : value
  const given = value.type === 'map' ? entryOf(value, 'with')?.value : undefined
  const names = given?.type === 'map' ? given.entries : []
  if (given !== undefined) namesInBraces(g, given)
  for (const { keySpan } of names) nameAt(g, { span: keySpan }, { of: 'variable', scope: givenByWith, gives: true })
  if (file?.type !== 'scalar') return
  nameAt(g, file, { of: 'file' })
  const { raw, start } = written(g, file)
  g.includes.push({ file: raw, start, given: names.map(({ key }) => key) })
}

/** `run: { keys: ssh-keygen … }` declares programs. */
function declaredInPlace(g: Gathering, map: YamlMap, registry: Registry): void {
  for (const { key, keySpan, value } of map.entries) {
    const entries = [{ key: registry.commandKind ?? '', keySpan, value }]
    placesOfActor(g, { key, keySpan, value: { type: 'map', entries, span: map.span } }, registry)
  }
}

/** `write: { logo.png: { from: data/logo.png } }`. */
function filesIn(g: Gathering, value: YamlNode): void {
  for (const entry of value.type === 'map' ? value.entries : []) fileOf(g, entry.value, 'from')
}

function fileOf(g: Gathering, node: YamlNode, key: 'file' | 'from'): void {
  const entry = entryOf(node, key)
  if (entry?.value.type === 'scalar') nameAt(g, entry.value, { of: 'file' })
}
