import type { Facts } from '../../model/actor.ts'
import { anyByte, type Place } from '../../model/event.ts'
import type { Template } from '../../model/scenario.ts'
import type { Argument, Placeholder } from '../../model/yaml-node.ts'
import { holdsBytes } from '../../text/byte-text.ts'
import { filledIn, openBytes, openTexts, sizeOfHex, type Filled, type Stretch } from '../../text/open-stretches.ts'
import { printable } from '../../text/printable.ts'
import { parseTemplate } from '../../text/template.ts'
import { sizeOfPattern } from '../../text/byte-pattern.ts'
import { hexOf, type Variables } from './variables.ts'
import { own } from '../../text/own.ts'

/** Where names in `${…}` are looked up. */
export interface Names {
  readonly variables: Variables
  facts(actor: string): Facts | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  tmp(): string
  readonly dir: string
  freePort(name: string): string
  /** Every fact that was asked for, as `server.port`. */
  readonly asked: Set<string>
}

/** The text of a name, or undefined when there is none now. */
export function valueOf(names: Names, name: string): string | undefined {
  const variable = names.variables.text(name)
  if (variable !== undefined) return variable
  if (name === 'tmp') return names.tmp()
  if (name === 'dir') return names.dir
  const dot = name.indexOf('.')
  if (dot < 0) return undefined
  const head = name.slice(0, dot)
  const rest = name.slice(dot + 1)
  if (head === 'env') return own(names.env, rest)
  if (head === 'free-port') return names.freePort(rest)
  const facts = names.facts(head)
  names.asked.add(name)
  return facts === undefined ? undefined : factText(facts, rest)
}

/** `address.family` and the like, as text. */
export function factText(facts: Facts, path: string): string | undefined {
  let value: unknown = facts
  if (Object.hasOwn(facts, path)) value = facts[path]
  else {
    for (const part of path.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
      value = (value as Record<string, unknown>)[part]
    }
  }
  if (value === undefined) return undefined
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

/** Fills a template; a name without a value is an `UnknownName`, which `fillOr` turns into a failure of its step. */
export function fillTemplate(
  names: Names,
  template: Template,
  quote: (text: string) => string = (text) => text,
): string {
  let filled = ''
  for (const part of template.parts) filled += typeof part === 'string' ? part : quote(fillPlaceholder(names, part))
  return filled
}

/** Fills a template where only text can stand. */
export const fillPlain = (names: Names, template: Template): string =>
  template.parts.map((part) => (typeof part === 'string' ? part : fillText(names, part))).join('')

/** Fills a template of hexadecimal: a value that is bytes stands as its hexadecimal. */
export const fillHex = (names: Names, template: Template): string =>
  template.parts.map((part) => (typeof part === 'string' ? part : fillHexPlaceholder(names, part))).join('')

export function fillHexPlaceholder(names: Names, placeholder: Placeholder): string {
  const value = names.variables.get(placeholder.name)
  return (value === undefined ? undefined : hexOf(value)) ?? fillPlaceholder(names, placeholder)
}

/**
 * Where the values of variables stand in a filled template, of those that masks name, and the bytes that an expectation left open;
 * undefined when there are none.
 */
export function placesIn(names: Names, { parts }: Template): Place[] | undefined {
  if (!hasPlaces(names, parts)) return undefined
  const filled = filledIn(
    parts,
    ({ length }) => length,
    (placeholder) => fillPlaceholder(names, placeholder).length,
  )
  return placesOf(names, filled, openTexts(filled, openIn(names)))
}

/** The same in the bytes of a filled template of hexadecimal. */
export function placesInHex(names: Names, { parts }: Template): Place[] | undefined {
  if (!hasPlaces(names, parts)) return undefined
  const filled = filledIn(parts, sizeOfHex, (placeholder) => sizeOfHex(fillHexPlaceholder(names, placeholder)))
  return placesOf(names, filled, openBytes(filled, openIn(names)))
}

/** The same in the bytes that a filled pattern of bytes takes (`(?<code> ??) ${id} 81`). */
export function placesInPattern(names: Names, { node, placeholders }: Argument): Place[] | undefined {
  if (node.type !== 'scalar' || !placeholders.some((part) => isPlaced(names, part))) return undefined
  const parts = parseTemplate(node.source).parts.flatMap((part): (string | Placeholder)[] | Placeholder =>
    typeof part === 'string' ? [part] : (placeholders.find(({ name }) => name === part.name) ?? []),
  )
  const filled = filledIn(parts, sizeOfPattern, (placeholder) => sizeOfHex(fillHexPlaceholder(names, placeholder)))
  return placesOf(names, filled, openBytes(filled, openIn(names)))
}

const openIn =
  ({ variables }: Names) =>
  ({ name }: Placeholder) =>
    variables.get(name)?.open

function hasPlaces(names: Names, parts: Template['parts']): boolean {
  for (const part of parts) if (isPlaced(names, part)) return true
  return false
}

const isPlaced = ({ variables }: Names, part: string | Placeholder): boolean =>
  typeof part !== 'string' && (variables.isMasked(part.name) || variables.get(part.name)?.open !== undefined)

/** A mask counts more than an open byte, where it is for the row. */
function placesOf(names: Names, filled: readonly Filled<Placeholder>[], open: readonly Stretch[]): Place[] | undefined {
  const named = filled.filter(({ placeholder }) => names.variables.isMasked(placeholder.name))
  const places = [
    ...named.map(({ start, end, placeholder: { name } }) => ({ start, end, name })),
    ...open.map(({ start, end }) => ({ start, end, name: anyByte })),
  ]
  return places.every(({ start, end }) => Number.isInteger(start) && Number.isInteger(end)) ? places : undefined
}

export function fillPlaceholder(names: Names, placeholder: Placeholder): string {
  const value = valueOf(names, placeholder.name)
  if (value === undefined) throw new UnknownName(placeholder)
  return value
}

/** The same where only text can stand, as among a program's arguments; a value with other bytes is a `NotText`. */
export function fillText(names: Names, placeholder: Placeholder): string {
  const text = fillPlaceholder(names, placeholder)
  if (holdsBytes(text)) throw new NotText(placeholder, text)
  return text
}

/** Caught where a step is performed, and nowhere else. */
export class NotText extends Error {
  readonly placeholder: Placeholder
  constructor(placeholder: Placeholder, text: string) {
    super(
      `“\${${placeholder.name}}” holds bytes that are not UTF-8, and only text can stand here: “${printable(text)}”`,
    )
    this.placeholder = placeholder
  }
}

/** Caught where a step is performed, and nowhere else. */
export class UnknownName extends Error {
  readonly placeholder: Placeholder
  constructor(placeholder: Placeholder) {
    super(
      environment(placeholder) === undefined
        ? `“\${${placeholder.name}}” has no value here`
        : `the environment variable “${environment(placeholder)}” is not set`,
    )
    this.placeholder = placeholder
  }

  get hint(): string {
    const name = environment(this.placeholder)
    return name === undefined
      ? 'no step up to here has captured it; a group that took no part in its match gives nothing'
      : `set it where scenario runs, or skip the scenario without it: only: { env: ${name} }`
  }

  /** The environment lacks it, and not the conversation. */
  get broken(): boolean {
    return environment(this.placeholder) !== undefined
  }
}

const environment = ({ name }: Placeholder): string | undefined => (name.startsWith('env.') ? name.slice(4) : undefined)
