import type { Compiled } from '../../model/matcher.ts'
import type { YamlMap, YamlNode } from '../../model/yaml-node.ts'
import { argumentOf } from '../../coercion/argument.ts'
import { namedIn, nestedIn } from '../../registry/nested.ts'
import { add, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { compiledOf } from '../compiled.ts'
import { checkEvents } from './events.ts'
import { matcherIn, type Named } from './matcher-in.ts'
import { modifierNames } from './modifiers.ts'
import { besideExpect } from '../steps/modifiers.ts'
import { meansOf } from './usable.ts'

type On = Compiled['on']
const besideOnly: readonly string[] = [...modifierNames, ...besideExpect]

/** What a choice cannot wait for: all that is more than one line, one event or some bytes. */
const tooMuch: Readonly<Partial<Record<On, string>>> = {
  sequence: 'write the first of its lines, and the others in a step of their own',
  set: 'write one of its lines',
  silence: 'expect silence in a step of its own',
  choice: 'write its expectations into this list',
  absence: 'write it before the expectation, in a list: [{ not: … }, { one-of: […] }]',
}

/** What cannot be awaited to stay away: all that is more than one line, one event or a prompt. */
const neverUnwanted: Readonly<Partial<Record<On, string>>> = {
  sequence: 'write one of its lines',
  set: 'write one of its lines',
  silence: 'expect what must come instead',
  absence: 'leave both “not” out',
  screen: 'expect what it shows instead',
  bytes: 'write a text or a /regex/ of the line',
}

/** What a matcher takes that nests: each map in it has one matcher, and modifiers stand beside the whole. */
export function checkNested(
  c: Checking,
  container: string,
  { whole, parted }: Pick<Named, 'whole' | 'parted'>,
  actor: string,
): void {
  const { nests } = c.registry.matchers.get(container)!.value
  // A map that names no matcher may have options of one, but not where it is itself the expectation.
  const isUnnamed = nests === 'unwanted' && !parted && whole.type === 'map' && namedIn(c.registry, whole) === undefined
  for (const item of isUnnamed ? [whole] : nestedIn(c.registry, whole, parted ? container : undefined)) {
    if (item.type !== 'map') continue
    const found = matcherOf(c, container, item, actor)
    if (found === undefined) continue
    const { name, whole } = found
    const { wanted } = c.registry.matchers.get(name)!.value
    const { argument, problems } = argumentOf(whole, wanted)
    add(c, problems)
    checkEvents(c, whole, wanted, actor)
    const on = meansOf(c, name, argument)
    if (on === undefined) continue
    const unfit =
      nests === 'lines' ? onlyLines(name, container, on) : nests === 'any' ? oneOfSeveral(name, on) : undefined
    if (unfit !== undefined) report(c, 'invalid-value', unfit.message, item.span, unfit.hint)
    if (nests === 'unwanted')
      checkUnwanted(c, container, item, found, actor, { on, prompts: passesLines(c, name, argument) })
  }
}

function matcherOf(c: Checking, container: string, item: YamlMap, actor: string): Named | undefined {
  for (const { key, keySpan } of item.entries)
    if (besideOnly.includes(key)) {
      const message = `“${key}” belongs to the whole expectation, not to one of several`
      report(c, 'unknown-key', message, keySpan, `put it beside “${container}”`)
    }
  const entries = item.entries.filter(({ key }) => !besideOnly.includes(key))
  return matcherIn(c, { ...item, entries }, entries, actor)
}

interface Unfit {
  readonly message: string
  readonly hint: string
}

function onlyLines(name: string, container: string, on: On): Unfit | undefined {
  if (on === 'line') return undefined
  const message = `“${name}” is not one line, and “${container}” takes lines`
  return { message, hint: 'expect it in a step of its own' }
}

function oneOfSeveral(name: string, on: On): Unfit | undefined {
  const hint = tooMuch[on]
  return hint === undefined ? undefined : { message: `“${name}” cannot be one of several expectations`, hint }
}

/** One line, one event, a prompt, or the first of several of these. */
function checkUnwanted(
  c: Checking,
  container: string,
  item: YamlNode,
  found: Named,
  actor: string,
  { on, prompts }: { readonly on: On; readonly prompts: boolean },
): void {
  if (on === 'choice') return checkItems(c, container, found, actor)
  const hint = prompts ? undefined : neverUnwanted[on]
  if (hint !== undefined)
    report(
      c,
      'invalid-value',
      `“${found.name}” is no line, event or prompt, and “${container}” takes one`,
      item.span,
      hint,
    )
}

/** Of a choice each. */
function checkItems(c: Checking, container: string, { whole }: Named, actor: string): void {
  for (const item of nestedIn(c.registry, whole))
    if (item.type === 'map') checkNested(c, container, { whole: item, parted: false }, actor)
}

function passesLines(c: Checking, name: string, argument: Parameters<typeof compiledOf>[2]): boolean {
  const compiled = compiledOf(c.registry, name, argument)
  return compiled?.on === 'bytes' && compiled.passesLines === true
}
