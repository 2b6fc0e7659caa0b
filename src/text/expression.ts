import { Parser } from 'expr-eval-fork'

/** Built once: arithmetic, comparison and string functions; no assignment, no member access, no functions of the host. */
const parser = new Parser({ operators: { assignment: false, fndef: false }, allowMemberAccess: false })
Object.assign(parser.functions, {
  upper: (text: unknown) => String(text).toUpperCase(),
  lower: (text: unknown) => String(text).toLowerCase(),
  trim: (text: unknown) => String(text).trim(),
  replace: (text: unknown, from: unknown, to: unknown) => String(text).replaceAll(String(from), String(to)),
  slice: (text: unknown, from: number, to?: number) => String(text).slice(from, to),
  number: (text: unknown) => numberIn(text, Number(text)),
  hex: (number: unknown) => numberIn(number, Number(number)).toString(16),
  parseHex: (text: unknown) => numberIn(text, Number.parseInt(String(text), 16)),
})

/** Else a text that is no number would go on as the word NaN. */
function numberIn(written: unknown, number: number): number {
  if (Number.isNaN(number)) throw new TypeError(`“${String(written)}” is no number`)
  return number
}

/**
 * Works out an expression; `parts` are its text and, in between, values that stand for themselves and are never parsed. A value
 * inside quotes becomes part of that string. Whole numbers are written without a point.
 */
export function evaluate(
  parts: readonly (string | { readonly value: string })[],
): { readonly value: string } | { readonly problem: string } {
  const variables: Record<string, string | number> = {}
  let source = ''
  for (const part of parts) {
    if (typeof part === 'string') source += part
    else if (insideQuotes(source)) source += part.value.replaceAll(/[\\"']/g, '\\$&').replaceAll('\n', '\\n')
    else {
      const name = `v${Object.keys(variables).length}_`
      variables[name] =
        /^-?\d+(\.\d+)?$/.test(part.value) && Number.isSafeInteger(Math.trunc(Number(part.value)))
          ? Number(part.value)
          : part.value
      source += ` ${name} `
    }
  }
  try {
    const result: unknown = parser.parse(source).evaluate(variables)
    if (typeof result === 'number' && !Number.isFinite(result)) return { problem: 'it is not a finite number' }
    if (typeof result !== 'string' && typeof result !== 'number' && typeof result !== 'boolean')
      return { problem: 'it has no value' }
    return { value: String(result) }
  } catch (error) {
    return { problem: inOurWords((error as Error).message) }
  }
}

function inOurWords(message: string): string {
  const unknown = /^undefined variable: (.+)$/.exec(message)?.[1]
  if (unknown !== undefined) return `it knows no “${unknown}”; a variable is written \${${unknown}}`
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
