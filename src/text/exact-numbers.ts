import type { Parser } from 'expr-eval-fork'

/** True for a whole number beyond 2^53 - 1: a double has no place for all of its digits. */
export const isRounded = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isInteger(value) && !Number.isSafeInteger(value)
    : typeof value === 'string' && /^[-+]?\d{16,}$/.test(value) && !Number.isSafeInteger(Number(value))

export const inexact = (value: unknown): string =>
  `“${String(value)}” is beyond 2^53, where whole numbers are not exact; compare it as a text, in quotes`

/** The first whole number of an expression, outside of its quotes, that would be rounded. */
export const roundedIn = (source: string): string | undefined =>
  source
    .replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '')
    .match(/(?<![\w.])\d{16,}(?![\w.])/g)
    ?.find(isRounded)

/** Operators that only compare texts or join them take digits as they are. */
const ofTexts = new Set(['==', '!=', '||', 'and', 'or', 'in', 'not', '!', 'length', '['])

/** Has each operator and function of numbers refuse what it would round, instead of going on with another number. */
export function beExact(parser: Parser): void {
  const { binaryOps, unaryOps, functions } = parser as unknown as Record<string, Record<string, Operation>>
  for (const operations of [binaryOps, unaryOps])
    for (const [name, operation] of Object.entries(operations ?? {}))
      (operations as Record<string, Operation>)[name] = guarded(operation, ofTexts.has(name))
  for (const name of ['number', 'parseHex', 'floor', 'round', 'ceil', 'min', 'max', 'pow', 'abs', 'trunc', 'sum']) {
    const operation = functions?.[name]
    if (operation !== undefined) (functions as Record<string, Operation>)[name] = guarded(operation, false)
  }
}

type Operation = (...values: unknown[]) => unknown

function guarded(operation: Operation, isOfTexts: boolean): Operation {
  return (...values) => {
    const rounded = values.find((value) => (isOfTexts ? typeof value === 'number' : true) && isRounded(value))
    if (rounded !== undefined) throw new RangeError(inexact(rounded))
    const result = operation(...values)
    if (typeof result === 'number' && isRounded(result)) throw new RangeError(inexact(result))
    return result
  }
}
