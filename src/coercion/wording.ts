import type { Problem } from '../model/problem.ts'
import type { SchemaIssue } from '../model/plugin.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import { cut } from '../text/cut.ts'
import { didYouMean } from '../text/suggest.ts'
import { either } from '../text/either.ts'

/** A zod issue with the fields of all its codes. */
export interface Issue extends SchemaIssue {
  readonly expected?: string
  readonly keys?: readonly string[]
  readonly values?: readonly unknown[]
  readonly options?: readonly unknown[]
  readonly errors?: readonly (readonly Issue[])[]
  readonly issues?: readonly Issue[]
  readonly origin?: string
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  readonly inclusive?: boolean
  readonly format?: string
  /** What a refinement of ours adds to its message. */
  readonly params?: { readonly code?: Problem['code']; readonly hint?: string }
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  map: 'a map',
  array: 'a list',
  tuple: 'a list',
  set: 'a list',
  null: 'nothing',
  undefined: 'nothing',
  never: 'nothing',
}
/** How zod's own messages begin; any other was written by the schema's author and is better. */
const byZod = /^(?:Invalid |Too (?:big|small)|Unrecognized |Unexpected )/

/** What the author of the schema says about it. */
export const ownMessage = ({ message }: Issue): string | undefined => (byZod.test(message) ? undefined : message)

/** What an author wrote, in a few words: “text”, nothing, a map, a list. */
export function shown(node: YamlNode): string {
  if (node.type !== 'scalar') return node.type === 'map' ? 'a map' : 'a list'
  if (node.plain && node.source === '') return 'nothing'
  const line = node.source.replace(/\s*\n\s*/g, ' ').trim()
  return `“${cut(line, 40)}”`
}

/** Something of a kind that is not wanted here, or nothing where text is. */
export function wrongType(
  issues: readonly Issue[],
  node: YamlNode,
  label: string | undefined,
  said = issues.map(ownMessage).find((message) => message !== undefined),
): Problem {
  const wanted = unique(
    issues.flatMap((issue) =>
      issue.code === 'invalid_value'
        ? choices(issue)
        : [names[issue.expected ?? ''] ?? issue.expected ?? 'something else'],
    ),
  )
  const nothing = node.type === 'scalar' && node.plain && node.source === ''
  if (nothing && (said !== undefined || wanted.includes('text'))) {
    const message = label === undefined ? 'text is wanted here, and nothing stands here' : `“${label}” has no text`
    return {
      code: 'missing-text',
      message,
      span: node.span,
      hint: said ?? 'write it behind the colon; an empty text is ""',
    }
  }
  if (said === undefined && issues.every((issue) => issue.code === 'invalid_value')) return oneOf(issues, node, label)
  const hint = hintBeside(said, hintFor(wanted, node))
  const expected = said ?? `expected ${either(wanted)}`
  const message = label === undefined ? `${expected}, not ${shown(node)}` : `“${label}” is ${shown(node)}: ${expected}`
  return { code: 'wrong-type', message, span: node.span, ...hint }
}

/** What the schema's author says has the form in it, where that is more than the type. */
function hintBeside(said: string | undefined, hint: string): { readonly hint?: string } {
  const isValue = /^write (?:true|false|it without quotes)$/.test(hint)
  return said?.includes('such as') === true && !isValue ? {} : { hint }
}

/** The right kind of thing with a value that will not do. */
export function invalid(issue: Issue, node: YamlNode, label: string | undefined): Problem {
  if (issue.code === 'invalid_value' || (issue.code === 'invalid_union' && issue.options !== undefined))
    return oneOf([issue], node, label)
  const why = byZod.test(issue.message) ? reason(issue) : issue.message
  const hint = issue.params?.hint ?? rangeHint(issue)
  // A sentence about the key itself needs no other before it.
  const message =
    label === undefined
      ? `${shown(node)}: ${why}`
      : why.startsWith(`“${label}” `)
        ? why
        : `“${label}” is ${shown(node)}: ${why}`
  return {
    code: issue.params?.code ?? 'invalid-value',
    message,
    span: node.span,
    ...(hint === undefined ? {} : { hint }),
  }
}

function rangeHint({ code, origin, minimum, maximum }: Issue): string | undefined {
  if (origin !== 'number') return undefined
  return code === 'too_small'
    ? `take a number from ${minimum} on`
    : code === 'too_big'
      ? `take a number up to ${maximum}`
      : undefined
}

function oneOf(issues: readonly Issue[], node: YamlNode, label: string | undefined): Problem {
  const values = unique(issues.flatMap(choices))
  const message = `${label === undefined ? '' : `“${label}” is `}${shown(node)}: expected ${either(values)}`
  const near = node.type === 'scalar' ? didYouMean(node.source, values) : undefined
  // What its author says beyond the values is what to write instead.
  const hint =
    issues.map(({ message }) => message).find((own) => !byZod.test(own) && !own.startsWith('expected')) ?? near
  return { code: 'invalid-value', message, span: node.span, ...(hint === undefined ? {} : { hint }) }
}

const choices = (issue: Issue): string[] => (issue.values ?? issue.options ?? []).map(String)
const unique = (all: readonly string[]): string[] => [...new Set(all)]

function reason({ code, origin, minimum, maximum, inclusive, format, message }: Issue): string {
  const unit = unitOf(origin, minimum === 1 || maximum === 1)
  if (code === 'too_small') return `expected ${inclusive === false ? 'more than' : 'at least'} ${minimum}${unit}`
  if (code === 'too_big') return `expected ${inclusive === false ? 'less than' : 'at most'} ${maximum}${unit}`
  if (code === 'invalid_format')
    return format === 'regex' ? 'it does not have the form that is wanted' : `expected ${format}`
  return message.replace(/^Invalid (?:input|number|string): /, '').replace(/^./, (letter) => letter.toLowerCase())
}

function unitOf(origin: string | undefined, single: boolean): string {
  if (origin === 'string') return single ? ' character' : ' characters'
  if (origin !== 'array' && origin !== 'set') return ''
  return single ? ' entry' : ' entries'
}

function hintFor(wanted: readonly string[], node: YamlNode): string {
  if (node.type !== 'scalar')
    return wanted.includes('text') && !wanted.includes('a map')
      ? 'if it is text, quote it'
      : `write ${either(wanted)} here`
  if (wanted.includes('true or false') && /^(?:yes|no|on|off)$/i.test(node.source))
    return `write ${/^(?:yes|on)$/i.test(node.source) ? 'true' : 'false'}`
  if (
    !node.plain &&
    wanted.some((each) => each.includes('number')) &&
    node.source.trim() !== '' &&
    !Number.isNaN(Number(node.source))
  )
    return 'write it without quotes'
  return `write ${either(wanted)} here`
}
