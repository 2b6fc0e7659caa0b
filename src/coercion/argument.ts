import type { ActorReference } from '../model/actor.ts'
import type { Problem } from '../model/problem.ts'
import type { Schema } from '../model/plugin.ts'
import type { Span } from '../model/span.ts'
import type { Argument, Placeholder, YamlNode, YamlMap, YamlScalar } from '../model/yaml-node.ts'
import { parseRegex } from '../text/regex.ts'
import { plainValue } from '../text/plain.ts'
import { parseTemplate } from '../text/template.ts'
import { roleOf } from './schemas.ts'
import { explain } from './explain.ts'
import type { OtherKeys } from './explain.ts'
import { mayFit, parse, takes } from './fits.ts'
import { strict } from './strict.ts'
import { mistakesIn, placeholderOf, placeholdersOf, unfilled } from './placeholders.ts'
import { keepNames } from './captured-names.ts'
import { certainIssues } from './certain-issues.ts'
import { toPlain, type Reading } from './plain.ts'
import { isNoRegex, textTaken } from './text-taken.ts'
import { coerce, type Coercion } from './value.ts'
import { pushAll } from '../text/push-all.ts'

export { hasKey, keysOf, takesAnything } from './schema-def.ts'
export { exactValue } from './plain.ts'

/**
 * Gives a placeholder its text. `inRegex` is true inside of a `/regex/`, where a variable stands for its text and never for a pattern;
 * `hexadecimal` where bytes are written so.
 */
export type Fill = (placeholder: Placeholder, inRegex: boolean, hexadecimal: boolean) => string

/**
 * Checks what was written against a schema before anything runs. Values with `${placeholders}` may stand anywhere; all else is
 * validated, and `argument.value` is there exactly when nothing is left open and nothing is wrong.
 */
export function argumentOf(
  node: YamlNode,
  schema: Schema,
  shorthand?: string,
  others?: OtherKeys,
): { argument: Argument; problems: Problem[] } {
  const whole = spellOut(node, shorthand)
  const strictly = strict(schema)
  const placeholders = openPlaceholders(whole, strictly)
  const mistakes = mistakesIn(whole)
  const answer = checked(whole, strictly, { read: unfilled, lenient: placeholders.length > 0 }, others)
  const problems = 'problems' in answer ? [...mistakes, ...answer.problems] : mistakes
  if (problems.length === 0 && placeholders.length > 0 && whole.type !== 'scalar')
    pushAll(problems, explain(certainIssues(whole, strictly), whole, strictly, { lenient: false, others }))
  if ('problems' in answer || problems.length > 0) return { argument: { node: whole, placeholders }, problems }
  return {
    argument:
      placeholders.length > 0
        ? { node: whole, placeholders }
        : { node: whole, placeholders, value: { parsed: answer.value } },
    problems: [],
  }
}

/**
 * The value of an argument when it is used. A plain scalar with placeholders is read as if it had been written with their values, so
 * that `port: ${p}` is a number where one is wanted. `refer` stands in for the names of actors; what `fill` throws passes through.
 */
export function resolve(
  argument: Argument,
  schema: Schema,
  fill: Fill,
  shorthand?: string,
  refer?: (name: string, span: Span) => ActorReference | undefined,
): { readonly value: unknown } | { readonly problems: Problem[] } {
  if (argument.value !== undefined && refer === undefined) return { value: argument.value.parsed }
  // Text is what is written, and needs no checking: most expectations of a long repeat are such.
  const { node } = argument
  if (node.type === 'scalar') {
    const taken = textTaken(schema)
    const text = taken === 'none' ? undefined : filledText(node, fill)
    if (text !== undefined && (taken === 'any' || isNoRegex(text))) return { value: text }
  }
  const how: Coercion = { read: (scalar, ...as) => filled(scalar, fill, ...as), lenient: false }
  return checked(
    spellOut(node, shorthand),
    strict(schema),
    refer === undefined ? how : { ...how, refer: referring(refer) },
  )
}

/** What a schema makes of a node whose placeholders are filled in. */
export function parseFilled(node: YamlNode, schema: Schema): ReturnType<typeof parse> {
  const strictly = strict(schema)
  return parse(strictly, coerce(node, strictly, { read: (scalar) => scalar, lenient: false }))
}

/** An argument of no schema: its value is what YAML makes of it. */
export function plainArgument(node: YamlNode): Argument {
  const placeholders = placeholdersOf(node)
  return placeholders.length > 0
    ? { node, placeholders }
    : { node, placeholders, value: { parsed: toPlain(node, unfilled) } }
}

/** The argument of a name that stands without one (`framing: line`): nothing, or no options, whichever its schema takes. */
export function emptyArgument(span: Span, schema: Schema): { argument: Argument; problems: Problem[] } {
  const node: YamlNode = { type: 'scalar', value: null, source: '', plain: true, span }
  const strictly = strict(schema)
  for (const value of [undefined, null, {}, true]) {
    const answer = takes(strictly, value) ? parse(strictly, value) : 'threw'
    if (answer !== 'threw' && answer.success)
      return { argument: { node, placeholders: [], value: { parsed: answer.data } }, problems: [] }
  }
  return argumentOf({ type: 'map', entries: [], span }, schema)
}

/** The same without those that the kind fills itself, with what its own patterns capture. */
function openPlaceholders(node: YamlNode, schema: Schema): Placeholder[] {
  const all = placeholdersOf(node)
  if (all.length === 0) return all
  const own = new Set<string>()
  const keyOf = ({ name, span }: Placeholder): string => `${span.start}:${name}`
  const read: Reading = (scalar, kept) => {
    if (kept !== undefined)
      for (const part of parseTemplate(scalar.source).parts)
        if (typeof part !== 'string' && kept.has(part.name)) own.add(keyOf(placeholderOf(scalar, part)))
    return unfilled(scalar, kept)
  }
  coerce(node, schema, { read, lenient: true })
  return own.size === 0 ? all : all.filter((placeholder) => !own.has(keyOf(placeholder)))
}

function checked(
  node: YamlNode,
  schema: Schema,
  how: Coercion,
  others?: OtherKeys,
): { readonly value: unknown } | { readonly problems: Problem[] } {
  const value = coerce(node, schema, how)
  if (how.lenient && mayFit(schema, value, node)) return { value: undefined }
  const answer = parse(schema, value)
  if (answer === 'threw') {
    if (how.lenient) return { value: undefined }
    return {
      problems: [
        {
          code: 'plugin-error',
          message: 'the schema of this option threw an error',
          span: node.span,
          hint: 'report it to its author',
        },
      ],
    }
  }
  if (answer.success) return { value: answer.data }
  const problems = explain(answer.error.issues, node, schema, { lenient: how.lenient, others })
  return problems.length > 0 ? { problems } : { value: undefined }
}

/** `telnet: server` is `telnet: { to: server }`, so that a complaint about `to` points at the right place. */
function spellOut(node: YamlNode, shorthand: string | undefined): YamlNode {
  if (shorthand === undefined || node.type === 'map') return node
  if (node.type === 'scalar' && node.plain && node.source === '') return { type: 'map', entries: [], span: node.span }
  return {
    type: 'map',
    entries: [{ key: shorthand, keySpan: node.span, value: node }],
    span: node.span,
  } satisfies YamlMap
}

/** A scalar with placeholders, cut at them once, however often its step runs. */
const cut = new WeakMap<YamlScalar, { readonly parts: readonly (string | Placeholder)[]; readonly inRegex: boolean }>()

function cutAtPlaceholders(scalar: YamlScalar) {
  let known = cut.get(scalar)
  if (known === undefined) {
    const { parts } = parseTemplate(scalar.source)
    known = {
      parts: parts.map((part) => (typeof part === 'string' ? part : placeholderOf(scalar, part))),
      inRegex: parseRegex(scalar.source) !== undefined,
    }
    cut.set(scalar, known)
  }
  return known
}

function filledText(scalar: YamlScalar, fill: Fill, kept?: ReadonlySet<string>, hexadecimal = false): string {
  if (!scalar.source.includes('${')) return scalar.source
  const { parts, inRegex } = cutAtPlaceholders(scalar)
  if (kept !== undefined) return keepNames(parts, kept, (part) => fill(part, inRegex, hexadecimal))
  let text = ''
  for (const part of parts) text += typeof part === 'string' ? part : fill(part, inRegex, hexadecimal)
  return text
}

function filled(scalar: YamlScalar, fill: Fill, kept?: ReadonlySet<string>, hexadecimal?: boolean): YamlScalar {
  if (!scalar.source.includes('${')) return scalar
  const source = filledText(scalar, fill, kept, hexadecimal)
  const plain = scalar.plain && source !== ''
  return { ...scalar, source, plain, value: plain ? plainValue(source) : source, filled: true }
}

function referring(refer: (name: string, span: Span) => ActorReference | undefined): NonNullable<Coercion['refer']> {
  return (scalar, schema) =>
    roleOf(schema) === 'actor' ? (refer(scalar.source, scalar.span) ?? scalar.source) : scalar.value
}
