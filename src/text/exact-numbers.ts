import type { Parser } from 'expr-eval-fork'

/** True for a whole number beyond 2^53 - 1: a double has no place for all of its digits. */
export const isRounded = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isInteger(value) && !Number.isSafeInteger(value)
    : typeof value === 'string' && /^[-+]?\d{16,}$/.test(value) && !Number.isSafeInteger(Number(value))

export const inexact = (value: unknown): string =>
  `“${String(value)}” is beyond 2^53, where only whole numbers are exact, in + - * % ^, comparisons and a division without remainder`

/** A result with more digits than this is refused, so that no expression takes a processor for long. */
const mostDigits = 10_000

/** What stands for a whole number in digits, and what arithmetic works with: a bigint only where a number would be rounded. */
export const exact = (value: unknown): unknown =>
  typeof value === 'string' && isRounded(value) ? BigInt(value) : value

/** The same as a number where a number has all of its digits. */
export function narrow(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

type Operation = (...values: unknown[]) => unknown
/** An operation on one or two whole numbers of any size. */
type Exactly = (a: bigint, b: bigint) => bigint | boolean | number

function power(a: bigint, b: bigint): bigint | number {
  if (b < 0n) return Number(a) ** Number(b)
  const digits = (a.toString().length - 1) * Number(b)
  if (digits > mostDigits || b > 4n * BigInt(mostDigits)) throw new RangeError('its number would be too long')
  return a ** b
}

function quotient(a: bigint, b: bigint): bigint | number {
  if (b === 0n) return Number.NaN
  if (a % b === 0n) return a / b
  throw new RangeError(`${a} / ${b} is not whole, and beyond 2^53 only whole numbers are exact; write (a - a % b) / b`)
}

/** What each operator gives for two whole numbers of any size. */
const exactly: Readonly<Record<string, Exactly>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': quotient,
  '%': (a, b) => (b === 0n ? Number.NaN : a % b),
  '^': power,
  pow: power,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (a > b ? a : b),
}

const ofOne: Readonly<Record<string, (a: bigint) => bigint | number>> = {
  '-': (a) => -a,
  abs: (a) => (a < 0n ? -a : a),
  sign: (a) => (a < 0n ? -1 : 1),
  ...Object.fromEntries(['+', 'floor', 'ceil', 'round', 'trunc'].map((name) => [name, (a: bigint) => a])),
}

/** Operators and functions of texts, lists and truth take digits as they are. */
const ofTexts = ['||', 'and', 'or', 'in', 'not', '!', 'length', '[', 'if', 'map', 'fold', 'filter', 'indexOf', 'join']

/** Has each operator and function of numbers keep all digits of whole numbers, or refuse what it would round. */
export function beExact(parser: Parser): void {
  const { binaryOps, unaryOps, functions } = parser as unknown as Record<string, Record<string, Operation>>
  for (const operations of [binaryOps, unaryOps, functions])
    for (const [name, operation] of Object.entries(operations ?? {})) {
      const big = operations === unaryOps ? ofOne[name] : exactly[name]
      const guarded = ofTexts.includes(name) ? withoutRounded(operation) : exactOf(operation, big)
      ;(operations as Record<string, Operation>)[name] = guarded
    }
  const plus = binaryOps?.['+'] as Operation
  Object.assign(functions as object, { sum: (list: unknown) => sum(list, plus) })
  Object.assign(binaryOps as object, { '==': isEqual, '!=': (a: unknown, b: unknown) => !isEqual(a, b) })
}

function withoutRounded(operation: Operation): Operation {
  return (...values) => {
    refuseRounded(values.filter((value) => typeof value === 'number'))
    return operation(...values)
  }
}

/** Digits that are a text equal the same digits of a number beyond 2^53, since a value with so many is both. */
function isEqual(a: unknown, b: unknown): boolean {
  refuseRounded([a, b].filter((value) => typeof value === 'number'))
  return typeof a === 'bigint' || typeof b === 'bigint' ? exact(a) === exact(b) : a === b
}

function sum(list: unknown, plus: Operation): unknown {
  if (!Array.isArray(list)) throw new TypeError('sum takes a list')
  return list.reduce((total: unknown, value: unknown) => plus(total, value), 0)
}

/** `operation` where numbers are small; with one that it would round, or a result that is, `big` does the same with bigints. */
function exactOf(operation: Operation, big: Exactly | undefined): Operation {
  return (...written) => {
    const values = (written.length === 1 && Array.isArray(written[0]) ? (written[0] as unknown[]) : written).map(exact)
    if (!values.some((value) => typeof value === 'bigint')) {
      refuseRounded(values)
      const result = operation(...written)
      if (typeof result !== 'number' || Number.isSafeInteger(result)) return result
      if (Number.isFinite(result) && !Number.isInteger(result)) return result
      if (big === undefined || !values.every(isWhole)) return refuseRounded([result]) ?? result
    }
    const whole = values.find((value) => !isWhole(value))
    if (big === undefined || whole !== undefined || values.length === 0)
      throw new RangeError(inexact(values.find((value) => typeof value === 'bigint') ?? whole))
    return inBounds(inTurn(big, values.map(bigintOf)))
  }
}

/** Several values are taken two by two, as `min` and `max` can be. */
function inTurn(big: Exactly, [first, ...others]: readonly bigint[]): unknown {
  if (first === undefined) return undefined
  if (others.length === 0) return big(first, first)
  return others.reduce<unknown>((result, value) => (typeof result === 'bigint' ? big(result, value) : result), first)
}

const isWhole = (value: unknown): boolean =>
  typeof value === 'bigint' ||
  typeof value === 'boolean' ||
  Number.isSafeInteger(value) ||
  (typeof value === 'string' && /^\s*[-+]?\d+\s*$/.test(value))

const bigintOf = (value: unknown): bigint => BigInt(value as string | number | bigint | boolean)

function inBounds(result: unknown): unknown {
  if (typeof result !== 'bigint') return result
  if (result.toString().length > mostDigits) throw new RangeError('its number would be too long')
  return narrow(result)
}

function refuseRounded(values: readonly unknown[]): undefined {
  const rounded = values.find((value) => typeof value === 'number' && isRounded(value))
  if (rounded !== undefined) throw new RangeError(inexact(rounded))
}
