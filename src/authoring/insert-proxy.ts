import type { Registry } from '../model/registry.ts'
import type { YamlEntry, YamlMap, YamlNode } from '../model/yaml-node.ts'
import { actorReferences } from '../coercion/names-asked.ts'
import type { Scenario, StepOf } from '../language/scenario.ts'
import { changed, columnOf, endOfLine, isFlow, lastOf, lineEndOf, rootOf } from './edits.ts'
import { writeFlow, writeStep } from './flow.ts'
import type { Written } from './written.ts'

/** Which actor gets a proxy in front of it, and what the proxy does from its start on. */
export interface WantedProxy {
  readonly actor: string
  readonly faults: readonly Written[]
}

type Edit = readonly [at: number, inserted: string, cut?: number]

/** What makes an insertion impossible: one sentence without its full stop. */
class CannotInsert extends Error {}

/**
 * A scenario's text with a proxy in front of one of its actors, through which all others reach it; all else stays as it is. `scenario` is
 * what was read of the text. Answers why not where the scenario has no place for one.
 */
export function insertProxy(
  text: string,
  scenario: Scenario,
  registry: Registry,
  wanted: WantedProxy,
): { readonly text: string; readonly proxy: string } | { readonly why: string } {
  // Places in a file are counted without its byte order mark.
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const body = text.slice(mark.length)
  try {
    const root = rootOf(body)
    if (root === undefined) throw new CannotInsert('its file cannot be read')
    const proxy = freeName(scenario)
    const led = throughProxy(body, scenario, registry, wanted.actor, proxy)
    if (led.length === 0) throw new CannotInsert(`no actor names “${wanted.actor}” in its options`)
    const edits = [
      ...led,
      actorEdit(body, root, wanted.actor, proxy),
      startEdit(body, root, scenario, { ...wanted, proxy }),
    ]
    return { text: mark + changed(body, edits), proxy }
  } catch (error) {
    if (error instanceof CannotInsert) return { why: error.message }
    throw error
  }
}

function freeName({ actors }: Scenario): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'wire' : `wire-${number}`
    if (!actors.has(name)) return name
  }
}

/** What others write of the actor: its name, its port, its path. */
function throughProxy(text: string, scenario: Scenario, registry: Registry, actor: string, proxy: string): Edit[] {
  const places = new Map<number, Edit>()
  for (const { name, kind, options } of scenario.actors.values()) {
    if (name === actor) continue
    const schema = registry.kinds.get(kind)?.value.options
    const references = schema === undefined ? [] : actorReferences(options.node, schema)
    for (const { name: named, span } of references) {
      if (named !== actor) continue
      inFile(scenario, span.file)
      const at = text.indexOf(actor, span.start)
      places.set(at, [at, proxy, actor.length])
    }
    for (const { name: placed, span } of options.placeholders) {
      if (!placed.startsWith(`${actor}.`)) continue
      inFile(scenario, span.file)
      const at = text.indexOf(`${actor}.`, span.start)
      places.set(at, [at, proxy, actor.length])
    }
  }
  return [...places.values()]
}

function inFile({ source }: Scenario, file: string): void {
  if (file !== source.file) throw new CannotInsert('a part of it that would change is included from another file')
}

/** Behind the actor that it stands in front of. */
function actorEdit(text: string, root: YamlMap, actor: string, proxy: string): Edit {
  const actors = root.entries.find(({ key }) => key === 'actors')?.value
  const entry = actors?.type === 'map' ? actors.entries.find(({ key }) => key === actor) : undefined
  if (actors === undefined || entry === undefined) throw new CannotInsert(`“${actor}” is not written in its file`)
  const written = `${proxy}: { proxy: ${actor} }`
  if (isFlow(text, actors.span)) return [entry.value.span.end, `, ${written}`]
  const indent = ' '.repeat(columnOf(text, entry.keySpan.start))
  return [endOfLine(text, lastOf(entry.value)), `${lineEndOf(text)}${indent}${written}`]
}

/** The proxy starts right behind its actor, and what it does is said before anybody connects. */
function startEdit(
  text: string,
  root: YamlMap,
  scenario: Scenario,
  { actor, proxy, faults }: WantedProxy & { readonly proxy: string },
): Edit {
  const steps = root.entries.find(({ key }) => key === 'steps')?.value
  const step = scenario.steps.find((each) => startsActor(each, actor))
  const item = steps?.type === 'list' && step !== undefined ? itemAt(steps.items, step.span.start) : undefined
  if (steps === undefined || item?.type !== 'map' || isFlow(text, steps.span))
    throw new CannotInsert(`“${actor}” is not started by a step of its own, among those at the top`)
  const names = (step as StepOf<'start'>).targets.map((target) => target.actor)
  const [first, behind] = [names.slice(0, names.indexOf(actor) + 1), names.slice(names.indexOf(actor) + 1)]
  const fault = faults.length === 0 ? [] : [{ fault: { [proxy]: oneOrAll(faults) } }]
  const dash = `${lineEndOf(text)}${' '.repeat(columnOf(text, text.lastIndexOf('-', item.span.start)))}- `
  const added = [{ start: proxy }, ...fault, ...(behind.length === 0 ? [] : [{ start: oneOrAll(behind) }])]
    .map((written) => dash + writeStep(written))
    .join('')
  const [{ value }, ...more] = item.entries as readonly [YamlEntry, ...YamlEntry[]]
  if (behind.length === 0) return [endOfLine(text, lastOf(item)), added]
  if (more.length > 0) throw new CannotInsert(`the step that starts “${actor}” starts others behind it, and says more`)
  return [value.span.start, writeFlow(oneOrAll(first)) + added, endOfValue(text, value) - value.span.start]
}

const oneOrAll = (values: readonly Written[]): Written => (values.length === 1 ? (values[0] as Written) : values)

/** Where a list that is written over several lines ends without what stands behind it. */
const endOfValue = (text: string, value: YamlNode): number =>
  isFlow(text, value.span) ? value.span.end : lastOf(value)

const startsActor = (step: Scenario['steps'][number], actor: string): step is StepOf<'start'> =>
  step.verb === 'start' && step.includedFrom === undefined && step.targets.some((target) => target.actor === actor)

const itemAt = (items: readonly YamlNode[], at: number): YamlNode | undefined =>
  items.find(({ span }) => span.start <= at && at <= span.end)
