import { CompletionItemKind, InsertTextFormat } from '../workspace/language-server.ts'
import type { CompletionItem } from 'vscode-languageserver/node.js'
import { rangeIn } from '../workspace/lines.ts'
import { canDo, factsOf, kindOf, variablesAt, type Known } from './known.ts'
import type { Slot } from './slot.ts'

interface Offer {
  readonly label: string
  readonly kind: CompletionItemKind
  readonly detail: string
  /** A list is shown in the order of its groups, the nearest names first. */
  readonly group: number
  /** Asks for the list again, as behind the dot of a fact. */
  readonly goesOn?: true
}

/** Names of other files, which only they know. */
export interface Elsewhere {
  /** Files that may be named, as paths from the scenario's folder. */
  files(): readonly string[]
  tags(): readonly string[]
}

/** What may be written at a place, with the text that it replaces. `snippets` for an editor that places the cursor inside of a text. */
export function offersAt(
  known: Known,
  slot: Slot,
  offset: number,
  elsewhere: Elsewhere,
  snippets: boolean,
): CompletionItem[] {
  const { text } = known.outline
  const offers = offersOf(known, slot, offset, elsewhere)
  // What stands behind the cursor of the same word is replaced, too.
  const behind = slot.of === 'file' ? '' : (/^[\w-]*/.exec(text.slice(offset))?.[0] ?? '')
  const range = rangeIn(text, { start: from(slot), end: offset + behind.length })
  const written = writtenAt(slot, text, offset + behind.length)
  return offers.map(({ label, kind, detail, group, goesOn }) => {
    const { newText, isSnippet } = goesOn === true ? { newText: label } : written(label, snippets)
    return {
      label,
      kind,
      detail,
      sortText: `${group}${label}`,
      filterText: label,
      textEdit: { range, newText },
      ...(isSnippet === true ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    }
  })
}

/** How a name is written, with what comes behind it as a matter of course and is not there yet. */
function writtenAt({ open, isKey, start }: Slot, text: string, end: number): Written {
  if (open === true) return (label) => ({ newText: `${label}}` })
  const isQuoted = /["']/.test(text[start - 1] ?? '')
  if (isKey !== true || isQuoted || /^["']?\s*:/.test(text.slice(end))) return (newText) => ({ newText })
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  // Behind the colon of its verb a key needs braces.
  if (!/:\s+$/.test(before)) return (label) => ({ newText: `${label}: ` })
  return (label, snippets) =>
    snippets ? { newText: `{ ${label}: $0 }`, isSnippet: true } : { newText: `{ ${label}: ` }
}
type Written = (label: string, snippets: boolean) => { readonly newText: string; readonly isSnippet?: boolean }

/** Where the last part of a name begins: behind its dot, or its `#`. */
const from = ({ of, start, written }: Slot): number => (of === 'braces' ? start + written.search(/[^.#]*$/) : start)

function offersOf(known: Known, slot: Slot, offset: number, elsewhere: Elsewhere): Offer[] {
  switch (slot.of) {
    case 'actor':
      return slot.verb === undefined ? callers(known, slot, offset) : targets(known, slot.verb)
    case 'braces':
      return inBraces(known, slot.written, offset)
    case 'variable':
      return variables(known, offset)
    case 'fact':
      return facts(known, slot.scope ?? '')
    case 'state':
      return states(known, slot)
    case 'file':
      return elsewhere.files().map((label) => ({ label, kind: CompletionItemKind.File, detail: 'file', group: 1 }))
    case 'tag':
      return elsewhere.tags().map((label) => ({ label, kind: CompletionItemKind.Keyword, detail: 'tag', group: 1 }))
  }
}

/** The actors that can do what the verb says, and of servers their connections. */
function targets(known: Known, verb: string): Offer[] {
  const able = known.actors.filter((actor) => canDo(kindOf(known, actor), verb))
  return able.flatMap((actor) => {
    const offer = { label: actor.name, kind: CompletionItemKind.Variable, detail: actor.kind, group: 1 }
    const isServer = kindOf(known, actor)?.role === 'server'
    const takesConnections = isServer && verb !== 'start' && verb !== 'run'
    return takesConnections ? [offer, ...connections(known, actor.name)] : [offer]
  })
}

function connections(known: Known, server: string): Offer[] {
  const named = known.actors.filter((actor) => kindOf(known, actor)?.role === 'client').map(({ name }) => name)
  return ['1', 'latest', ...named].map((part) => ({
    label: `${server}#${part}`,
    kind: CompletionItemKind.Reference,
    detail:
      part === '1' ? 'its first connection' : part === 'latest' ? 'its newest connection' : `the connection of ${part}`,
    group: 2,
  }))
}

/** An actor that is named without a verb: in options and masks, or behind the `#` of a server. */
function callers(known: Known, slot: Slot, offset: number): Offer[] {
  const isBehindHash = known.outline.text[slot.start - 1] === '#'
  const inside = known.actors.find(({ start, end }) => start <= offset && offset <= end)
  const others = known.actors.filter((actor) => actor !== inside)
  const clients = others.filter((actor) => !isBehindHash || kindOf(known, actor)?.role !== 'server')
  const offers = clients.map(({ name, kind }) => ({
    label: name,
    kind: CompletionItemKind.Variable,
    detail: kind,
    group: 1,
  }))
  const numbers = ['1', 'latest'].map((label) => ({
    label,
    kind: CompletionItemKind.Reference,
    detail: 'connection',
    group: 0,
  }))
  return isBehindHash ? [...numbers, ...offers] : offers
}

function inBraces(known: Known, written: string, offset: number): Offer[] {
  const dot = written.indexOf('.')
  if (dot === -1 && written.includes('#')) {
    const hash = written.indexOf('#')
    return connections(known, written.slice(0, hash)).map((offer) => ({
      ...offer,
      label: offer.label.slice(hash + 1),
      goesOn: true,
    }))
  }
  if (dot !== -1) {
    const head = written.slice(0, dot)
    if (head === 'matrix')
      return known.matrix.map((label) => ({
        label,
        kind: CompletionItemKind.Field,
        detail: 'value of the matrix',
        group: 1,
      }))
    return head === 'free-port' ? freePorts(known) : facts(known, head.replace(/#.*/, ''))
  }
  const actors = known.actors.map(({ name, kind }) => ({
    label: name,
    kind: CompletionItemKind.Module,
    detail: `${kind}: its facts are behind a dot`,
    group: 2,
    goesOn: true as const,
  }))
  const always = [
    ['tmp', 'the run’s own folder'],
    ['dir', 'the scenario’s folder'],
  ].map(([label = '', detail = '']) => ({ label, detail, kind: CompletionItemKind.Constant, group: 3 }))
  const open = [
    ['env', 'a variable of the environment, by its name behind a dot'],
    ['free-port', 'a free port, by a name of your own behind a dot'],
    ...(known.matrix.length === 0 ? [] : [['matrix', 'a value of the matrix, by its name behind a dot']]),
  ].map(([label = '', detail = '']) => ({
    label,
    detail,
    kind: CompletionItemKind.Module,
    group: 4,
    goesOn: true as const,
  }))
  return [...variables(known, offset), ...actors, ...always, ...open]
}

const variables = (known: Known, offset: number): Offer[] =>
  variablesAt(known, offset).map((label) => ({
    label,
    kind: CompletionItemKind.Variable,
    detail: 'variable',
    group: 1,
  }))

const facts = (known: Known, actor: string): Offer[] =>
  factsOf(known, actor).map((label) => ({
    label,
    kind: CompletionItemKind.Field,
    detail: `fact of ${actor}`,
    group: 1,
  }))

function freePorts({ outline }: Known): Offer[] {
  const named = outline.places.filter(({ of, scope, name }) => of === 'fact' && scope === 'free-port' && name !== '')
  return [...new Set(named.map(({ name }) => name))].map((label) => ({
    label,
    kind: CompletionItemKind.Field,
    detail: 'free port',
    group: 1,
  }))
}

/** States that rules of the same actor name. */
function states({ outline }: Known, { scope, start }: Slot): Offer[] {
  const named = outline.places.filter((place) => place.of === 'state' && place.scope === scope && place.start !== start)
  return [...new Set(named.map(({ name }) => name))].map((label) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail: `state of ${scope}`,
    group: 1,
  }))
}
