import { actorReferences, filesAsked, inputsAsked } from '../../coercion/names-asked.ts'
import { actorOptionNames } from '../../language/actors/options.ts'
import { itemsOf } from '../../language/values.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import type { YamlEntry, YamlMap, YamlNode } from '../../model/yaml-node.ts'
import { entryOf, groupsIn, nameAt, namesInBraces, targetAt } from './in-text.ts'
import type { Gathering } from './place.ts'

const ofCore: readonly string[] = actorOptionNames

/** The places of one actor: its name, what its options name, its rules. */
export function placesOfActor(g: Gathering, { key, keySpan, value }: YamlEntry, registry: Registry): void {
  nameAt(g, { span: keySpan }, { of: 'actor', gives: true })
  const found = value.type === 'map' ? value.entries.find((entry) => registry.kinds.has(entry.key)) : undefined
  const kind = found?.key ?? (value.type === 'scalar' ? value.source : '')
  g.actors.push({ name: key, kind, start: keySpan.start, end: value.span.end })
  const rules = found === undefined ? undefined : entryOf(found.value, 'rules')
  for (const entry of value.type === 'map' ? value.entries : []) if (entry !== found) namesInBraces(g, entry.value)
  if (found === undefined) return
  const options = withoutCore(found.value, rules)
  namesInBraces(g, options)
  groupsIn(g, options, { of: 'fact', scope: key })
  asked(g, options, registry.kinds.get(kind)!.value)
  if (rules !== undefined) for (const rule of itemsOf(rules.value)) placesOfRule(g, rule, key)
}

function withoutCore(node: YamlNode, rules: YamlEntry | undefined): YamlNode {
  if (node.type !== 'map') return node
  return { ...node, entries: node.entries.filter((entry) => entry !== rules && !ofCore.includes(entry.key)) }
}

/** What the schema of the kind says that its options name. */
function asked(g: Gathering, node: YamlNode, kind: ActorKind): void {
  const { options: schema, shorthand } = kind
  const whole: YamlNode =
    node.type === 'scalar' && shorthand !== undefined
      ? { type: 'map', entries: [{ key: shorthand, keySpan: node.span, value: node }], span: node.span }
      : node
  try {
    for (const at of actorReferences(whole, schema)) targetAt(g, at)
    for (const at of [...filesAsked(whole, schema), ...inputsAsked(whole, schema)]) nameAt(g, at, { of: 'file' })
  } catch {
    // The schema of a plugin may throw at what is half-written.
  }
}

/** A rule: its named groups are known in its reply alone, its states among the rules of its actor. */
function placesOfRule(g: Gathering, rule: YamlNode, actor: string): void {
  if (rule.type !== 'map') return
  const scope = `rule at ${rule.span.start} of ${actor}`
  const names = new Set(groupsIn(g, rule, { of: 'variable', scope }))
  namesInBraces(g, withoutStates(rule), { names, scope })
  for (const key of ['in', 'go'])
    for (const item of itemsOf(entryOf(rule, key)?.value ?? nothing))
      if (item.type === 'scalar' && item.source !== '')
        nameAt(g, item, { of: 'state', scope: actor, ...(key === 'go' ? { gives: true } : {}) })
  for (const item of itemsOf(entryOf(rule, 'reply')?.value ?? nothing)) {
    const file = entryOf(item, 'file')
    if (file?.value.type === 'scalar') nameAt(g, file.value, { of: 'file' })
  }
}

const nothing: YamlNode = { type: 'list', items: [], span: { file: '', start: 0, end: 0 } }

const withoutStates = (rule: YamlMap): YamlMap => ({
  ...rule,
  entries: rule.entries.filter(({ key }) => key !== 'in' && key !== 'go'),
})
