import type { ActorDeclaration, Target } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { YamlNode, YamlEntry } from '../../model/yaml-node.ts'
import { didYouMean } from '../../text/suggest.ts'
import { exampleOf, kindOf, markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byActor as schemaByActor, targets as targetsSchema } from '../json-schema/names.ts'
import type { ActorShape, Shape } from '../shape.ts'
import { noSuchActor } from './no-such-actor.ts'
import { isNothing, itemsOf, shown, templateOf } from '../values.ts'

/** `server`, `server#2`, `server#client`, `server#latest`, `group#7` or `server#group#7`; remembers connections that are addressed. */
function targetOf(c: Checking, name: string, span: Span): Target | undefined {
  const target = targetIn(c, name, span)
  if (target !== undefined) c.state.reading.targets.push(target)
  return target
}

function targetIn(c: Checking, name: string, span: Span): Target | undefined {
  const hash = name.indexOf('#')
  const actor = hash === -1 ? name : name.slice(0, hash)
  const declared = c.actors.get(actor)
  if (declared === undefined) {
    if (name.includes('${') && !c.grammar.beside.has(actor)) variableAsName(c, name, span)
    else noSuchActor(c, name, actor, span)
    return undefined
  }
  if (hash === -1) return { actor, span }
  const late = lateIn(c, name, hash + 1, span)
  if (late !== undefined) {
    // Which of its connections have rows is known before the run: all that such a name may mean.
    c.namedConnections.add(`${actor}#*`)
    return { actor, connection: name.slice(hash + 1), late, span }
  }
  const connection = connectionIn(c, declared, name.slice(hash + 1), span)
  if (connection === undefined) return undefined
  c.namedConnections.add(name)
  return { actor, connection, span }
}

/** `server#latest`, or a name with a variable: `server#${n}`, `crowd#${n}`, `server#${client}`. An actor may be called “latest”. */
function lateIn(c: Checking, name: string, from: number, span: Span): Target['late'] {
  const part = name.slice(from)
  if (part === 'latest' && !c.actorNames.has(part)) return part
  if (!part.includes('${')) return undefined
  return templateOf(c, { type: 'scalar', value: name, source: name, plain: true, span }, from)
}

/** What stands behind the `#`: a number from 1, of an instance or in order of arrival, or the name of the actor that connects. */
function connectionIn(c: Checking, declared: ActorDeclaration, part: string, span: Span): Target['connection'] {
  if (!/^[0-9]{1,9}$/.test(part)) {
    if (isCaller(c, part) || c.unreadable.has(part.split('#')[0]!)) return part
    const meant = didYouMean(part, ['latest', ...c.actorNames], undefined, { last: ['latest'], newest: ['latest'] })
    return noSuchConnection(c, declared, part, span, meant)
  }
  const number = Number(part)
  if (number < 1 || (declared.count > 1 && number > declared.count)) return noSuchConnection(c, declared, part, span)
  return number
}

function noSuchConnection(
  c: Checking,
  { name: actor, count }: ActorDeclaration,
  part: string,
  span: Span,
  suggestion?: string,
): undefined {
  const [word, hint] =
    count > 1
      ? ['instance', `its instances are ${actor}#1 to ${actor}#${count}`]
      : [
          'connection',
          `connections are ${actor}#1, ${actor}#2, … in order of arrival, ${actor}#latest, ${actor}#client by the actor that connects, or ${actor}#\${n} by a variable`,
        ]
  report(c, 'unknown-connection', `“${actor}” has no ${word} “${part}”`, span, suggestion ?? hint)
  return markGap(c)
}

/** A name that is a variable gives one problem; the target of its step stays open. */
function variableAsName(c: Checking, name: string, span: Span): void {
  markGap(c, 'anything')
  if (c.unreadable.has(name)) return
  c.unreadable.add(name)
  report(
    c,
    'unknown-actor',
    `the name of an actor is written out, and “${name}” is a variable`,
    span,
    'write a step for each of them; actors that do all the same can be one with “count”',
  )
}

/**
 * An actor that may connect, or one instance of a group: `client`, `group#7`. A program's connections look like those of a
 * stranger, and a server makes none.
 */
function isCaller(c: Checking, name: string): boolean {
  const [actor = '', instance, ...more] = name.split('#')
  const declared = c.actors.get(actor)
  const role = kindOf(c, actor)?.role
  if (declared === undefined || more.length > 0 || role === 'program' || role === 'server') return false
  return (
    instance === undefined ||
    (declared.count > 1 && /^[1-9]\d{0,8}$/.test(instance) && Number(instance) <= declared.count)
  )
}

/** An actor, or a list of them. */
export const targets: Shape<readonly Target[]> = { schema: () => targetsSchema, read: targetsOf }

/** `{ actor: … }`, with the part of the step for each actor. */
export function byActor<T>(part: ActorShape<T>): Shape<readonly { readonly target: Target; readonly part: T }[]> {
  return {
    schema: (registry) => schemaByActor(part.schema(registry)),
    read: (c, node, verb) =>
      targeted(c, node, verb).flatMap(({ target, entry }) => {
        const value = part.read(c, entry.value, verb, target)
        return value === undefined ? (markGap(c) ?? []) : [{ target, part: value }]
      }),
  }
}

export function targetsOf(c: Checking, node: YamlNode, verb: string): Target[] {
  const items = itemsOf(node)
  if (items.length === 0) report(c, 'nothing-to-do', `“${verb}” has no actor`, node.span, `write “${verb}: server”`)
  return items.flatMap((item) => {
    if (item.type === 'scalar' && !isNothing(item)) return targetOf(c, item.source, item.span) ?? []
    report(
      c,
      'wrong-type',
      `“${verb}” takes an actor or a list of them, not ${shown(item)}`,
      item.span,
      `write “${verb}: server” or “${verb}: [server, client]”`,
    )
    markGap(c)
    return []
  })
}

/** `{ actor: argument }`, as most verbs take it. */
export function targeted(
  c: Checking,
  node: YamlNode,
  verb: string,
): { readonly target: Target; readonly entry: YamlEntry }[] {
  const example = exampleOf(c, verb)
  if (node.type !== 'map') {
    report(c, 'wrong-type', `“${verb}” takes a map of actors, not ${shown(node)}`, node.span, `write ${example}`)
    markGap(c)
    return []
  }
  if (node.entries.length === 0) report(c, 'nothing-to-do', `“${verb}” has no actor`, node.span, `write ${example}`)
  return node.entries.flatMap((entry) => {
    const target = targetOf(c, entry.key, entry.keySpan)
    return target === undefined ? [] : [{ target, entry }]
  })
}
