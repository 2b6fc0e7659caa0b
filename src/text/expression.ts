import { Parser } from 'expr-eval-fork'
import { encodeText } from './byte-text.ts'
import { beExact, inexact, isRounded, roundedIn } from './exact-numbers.ts'
import { suggest } from './suggest.ts'

/** Built once: arithmetic, comparison and string functions; no assignment, no member access, no functions of the host. */
const parser = new Parser({ operators: { assignment: false, fndef: false }, allowMemberAccess: false })
Object.assign(parser.functions, {
  upper: (text: unknown) => String(text).toUpperCase(),
  lower: (text: unknown) => String(text).toLowerCase(),
  trim: (text: unknown) => String(text).trim(),
  replace: (text: unknown, from: unknown, to: unknown) => String(text).replaceAll(String(from), String(to)),
  slice: (text: unknown, from: number, to?: number) => String(text).slice(from, to),
  number: (text: unknown) => numberIn(text, Number(text)),
  hex: (value: unknown) =>
    typeof value === 'string' ? encodeText(value).toString('hex') : numberIn(value, Number(value)).toString(16),
  parseHex: (text: unknown) => numberIn(text, Number.parseInt(String(text), 16)),
})

delete parser.functions['random']
beExact(parser)

/** Else a text that is no number would go on as the word NaN. */
function numberIn(written: unknown, number: number): number {
  if (Number.isNaN(number)) throw new TypeError(`“${String(written)}” is not a number`)
  return number
}

/** Its text and, in between, values that stand for themselves and are never parsed; unknown ones before a run. */
export type ExpressionParts = readonly (string | Held)[]

interface Held {
  readonly value?: string
  /** It was taken as bytes, so that digits among them are no number for `hex`, and a text that is made of it is bytes too. */
  readonly bytes?: boolean
}

/** Names that mean something by themselves. */
const known = [...Object.keys(parser.functions), ...Object.keys(parser.unaryOps), ...Object.keys(parser.consts)]
const standIn = /^v\d+_$/

/**
 * Works out an expression. A value inside quotes becomes part of that string. Whole numbers are written without a point.
 */
export function evaluate(
  parts: ExpressionParts,
): { readonly value: string; readonly bytes?: true } | { readonly problem: string } {
  const rounded = parts.find((part, at) => isDigitsInHex(part, parts[at - 1]))
  if (rounded !== undefined) return { problem: inexact((rounded as Held).value) }
  const { source, variables, bytes } = assemble(parts)
  try {
    const result: unknown = parser.parse(source).evaluate(variables)
    if (typeof result === 'number' && !Number.isFinite(result)) return { problem: 'it is not a finite number' }
    if (typeof result === 'number' && isRounded(result)) return { problem: inexact(result) }
    if (typeof result !== 'string' && typeof result !== 'number' && typeof result !== 'boolean')
      return { problem: 'it has no value' }
    return { value: String(result), ...(bytes && typeof result === 'string' ? { bytes } : {}) }
  } catch (error) {
    return { problem: inOurWords((error as Error).message) }
  }
}

/** What is wrong with an expression whatever its values are: how it is written, and names that mean nothing. */
export function mistakeInExpression(parts: ExpressionParts): string | undefined {
  const { source } = assemble(parts)
  const rounded = roundedIn(source)
  if (rounded !== undefined) return inexact(rounded)
  try {
    const unknown = parser
      .parse(source)
      .symbols()
      .find((name) => !standIn.test(name) && !known.includes(name))
    if (unknown === undefined) return undefined
    const called = source.replaceAll(/\s/g, '').includes(`${unknown}(`)
    return called ? noFunction(unknown) : noName(unknown)
  } catch (error) {
    return inOurWords((error as Error).message)
  }
}

interface Assembled {
  readonly source: string
  readonly variables: Readonly<Record<string, string | number>>
  /** Bytes stand in it outside of `hex`. */
  readonly bytes?: true
}

/** Digits that are too many for a number would be taken for a text, whose hexadecimal is another. */
const isDigitsInHex = (part: string | Held, before: string | Held | undefined): boolean =>
  typeof part !== 'string' &&
  part.bytes !== true &&
  isRounded(part.value) &&
  typeof before === 'string' &&
  inHex.test(before)

const inHex = /\bhex\(\s*$/

function assemble(parts: ExpressionParts): Assembled {
  const variables: Record<string, string | number> = {}
  let source = ''
  let bytes = false
  for (const part of parts) {
    if (typeof part === 'string') {
      source += part
      continue
    }
    const { value = '' } = part
    const hexed = part.bytes === true && inHex.test(source)
    bytes ||= part.bytes === true && !hexed
    if (insideQuotes(source)) source += value.replaceAll(/[\\"']/g, '\\$&').replaceAll('\n', '\\n')
    else {
      const name = `v${Object.keys(variables).length}_`
      variables[name] =
        !hexed && /^-?\d+(\.\d+)?$/.test(value) && Number.isSafeInteger(Math.trunc(Number(value)))
          ? Number(value)
          : value
      source += ` ${name} `
    }
  }
  return { source, variables, ...(bytes && { bytes }) }
}

const noName = (name: string): string => `it knows no “${name}”; a variable is written \${${name}}`

function noFunction(name: string): string {
  if (name === 'random')
    return 'there is no “random”: a transcript is the same in every run, so take a value that an actor prints'
  const near = suggest(name, known)
  return `there is no function “${name}”${near === undefined ? '' : `; did you mean “${near}”?`}`
}

const wordsFor: Readonly<Record<string, (name: string) => string>> = {
  'undefined variable': noName,
  unexpected: (name) =>
    name === 'EOF' ? 'it ends where a value is wanted' : `“${name}” stands where a value is wanted`,
  Expected: (name) =>
    name === 'EOF' ? 'two values stand there without an operator between them' : `“${name}” is missing`,
  'Unknown character'(name) {
    if (name === '"' || name === "'") return 'a quote is opened and never closed'
    return name === '=' ? 'to be equal is written “==”' : `“${name}” means nothing here`
  },
}

/** The library names its own tokens and types. */
function inOurWords(message: string): string {
  const [, what = '', name = ''] =
    /^(undefined variable): (.+)$/.exec(message) ??
    /^parse error \[\d+:\d+\]: (Unknown character|Expected) "?(.*?)"?$/.exec(message) ??
    /^(unexpected) T\w+: (.+)$/.exec(message) ??
    []
  const ours = wordsFor[what]
  if (ours !== undefined) return ours(name)
  if (message.includes('member access')) return 'nothing stands behind a “.” here'
  return message.replaceAll(/v(\d+)_/g, 'value $1')
}

function insideQuotes(source: string): boolean {
  let open = ''
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string
    if (character === '\\') at += 1
    else if (open === '' && (character === '"' || character === "'")) open = character
    else if (character === open) open = ''
  }
  return open !== ''
}
