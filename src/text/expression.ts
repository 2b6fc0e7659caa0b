import { Parser } from 'expr-eval-fork'
import { beExact, inexact, isRounded } from './exact-numbers.ts'
import { scanExpression, type Call } from './expression-calls.ts'
import { textFunctions, type Digests } from './expression-functions.ts'
import { functionAsValue, functionInSum, inOurWords, mistakeInCalls, noFunction, noNameIn } from './expression-words.ts'
import { own } from './own.ts'

/** Built once: arithmetic, comparison and string functions; no assignment, no member access, no functions of the host. */
const parser = new Parser({ operators: { assignment: false, fndef: false }, allowMemberAccess: false })
beExact(parser)

/** What computes digests, for the one expression that is being worked out. */
let digests: Digests | undefined

for (const [name, { of }] of Object.entries(textFunctions))
  parser.functions[name] = (...values: unknown[]) => of(values, digests as Digests)

/** Its text and, in between, values that stand for themselves and are never parsed; unknown ones before a run. */
export type ExpressionParts = readonly (string | Held)[]

interface Held {
  readonly value?: string
  /** It was taken as bytes, so that digits among them are no number, and a text that is made of it is bytes too. */
  readonly bytes?: boolean
}

/** Names that mean something by themselves. */
const known = [...Object.keys(parser.functions), ...Object.keys(parser.unaryOps), ...Object.keys(parser.consts)]
const functions = [...Object.keys(parser.functions), ...Object.keys(parser.unaryOps)]
/** Functions that are also taken without parentheses; `not` is an operator. */
const prefixes = Object.keys(parser.unaryOps).filter((name) => /^[a-z]/i.test(name) && name !== 'not')
const standIn = /^v\d+_$/

/**
 * Works out an expression. A value inside quotes becomes part of that string. Whole numbers are written without a point, with all
 * of their digits.
 */
export function evaluate(
  parts: ExpressionParts,
  by: Digests,
): { readonly value: string; readonly bytes?: true } | { readonly problem: string } {
  const { source, variables, bytes } = assemble(parts)
  try {
    digests = by
    const wrong = mistakeInCalls(source)
    if (wrong !== undefined) return { problem: wrong }
    const result: unknown = parser.parse(source).evaluate(variables as Record<string, string | number>)
    if (typeof result === 'number' && !Number.isFinite(result)) return { problem: 'it is not a finite number' }
    if (typeof result === 'number' && isRounded(result)) return { problem: inexact(result) }
    if (!['string', 'number', 'bigint', 'boolean'].includes(typeof result)) return { problem: 'it has no value' }
    return { value: String(result), ...(bytes && typeof result === 'string' ? { bytes } : {}) }
  } catch (error) {
    return { problem: inOurWords((error as Error).message) }
  }
}

/** What is wrong with an expression whatever its values are: how it is written, and names that mean nothing. */
export function mistakeInExpression(parts: ExpressionParts): string | undefined {
  const { source } = assemble(parts)
  try {
    const names = parser.parse(source).symbols()
    const unknown = names.find((name) => !standIn.test(name) && !known.includes(name))
    if (unknown === undefined) {
      const taken = functions.filter((name) => names.includes(name))
      return functionAsValue(source, taken) ?? functionInSum(source, prefixes) ?? mistakeInCalls(source)
    }
    const called = source.replaceAll(/\s/g, '').includes(`${unknown}(`)
    return called ? noFunction(unknown, known) : noNameIn(source, unknown)
  } catch (error) {
    return inOurWords((error as Error).message)
  }
}

interface Assembled {
  readonly source: string
  readonly variables: Readonly<Record<string, string | number | bigint>>
  /** Its text is made of bytes: a value that was taken as bytes, or what a function decodes. */
  readonly bytes?: true
}

function assemble(parts: ExpressionParts): Assembled {
  const variables: Record<string, string | number | bigint> = {}
  const variable = (value: string | number | bigint) => {
    const name = `v${Object.keys(variables).length}_`
    variables[name] = value
    return ` ${name} `
  }
  let source = ''
  let bytes = false
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') {
      source += withExactLiterals(part, source, variable)
      continue
    }
    const { inQuotes, open } = scanExpression(source)
    const { value = '' } = part
    const encoded = open.some(({ name }) => own(textFunctions, name)?.encodes)
    bytes ||= part.bytes === true && !encoded
    const text = (part.bytes === true && encoded) || isText(open.at(-1), source, parts[index + 1])
    if (inQuotes) source += value.replaceAll(/[\\"']/g, '\\$&').replaceAll('\n', '\\n')
    else source += variable(text ? value : open.at(-1)?.name === 'hex' ? numberIn(value) : numberOr(value))
  }
  return { source, variables, ...((bytes || decodes(source)) && { bytes: true }) }
}

/** For a function that takes both, digits are a number however many they are. */
const numberIn = (value: string): string | number | bigint => (isRounded(value) ? BigInt(value) : numberOr(value))

/** Digits are a number, and too many for one the text that they are, which arithmetic reads exactly. */
const numberOr = (value: string): string | number =>
  /^-?\d+(\.\d+)?$/.test(value) && Number.isSafeInteger(Math.trunc(Number(value))) ? Number(value) : value

/** True for a value that is a whole argument of a function of texts. */
const isText = (call: Call | undefined, source: string, next: ExpressionParts[number] | undefined): boolean =>
  call !== undefined &&
  (own(textFunctions, call.name)?.ofTexts === true || call.name === 'length') &&
  source.slice(call.argument).trim() === '' &&
  typeof next === 'string' &&
  /^\s*[,)]/.test(next)

/** Some text of it comes from a function that decodes, and no function around that encodes it again. */
function decodes(source: string): boolean {
  const { calls } = scanExpression(source)
  return calls.some(
    ({ name, from }) =>
      own(textFunctions, name)?.decodes === true &&
      !scanExpression(source.slice(0, from)).open.some((around) => own(textFunctions, around.name)?.encodes),
  )
}

/** The library would read whole numbers beyond 2^53 as doubles. */
function withExactLiterals(part: string, before: string, variable: (value: bigint) => string): string {
  if (!/\d{16}/.test(part)) return part
  return part.replaceAll(/(?<![\w.])\d{16,}(?![\w.])/g, (digits, at: number) =>
    isRounded(digits) && !scanExpression(before + part.slice(0, at)).inQuotes ? variable(BigInt(digits)) : digits,
  )
}
