import { decodeText, encodeText } from './byte-text.ts'
import { exact, narrow } from './exact-numbers.ts'

/** Digests of bytes (FIPS 180-4, RFC 1321), and with a key (RFC 2104). They are handed in: this folder has none of Node's modules. */
export interface Digests {
  hash(algorithm: string, bytes: Uint8Array): Uint8Array
  hmac(algorithm: string, key: Uint8Array, bytes: Uint8Array): Uint8Array
}

/** A function of expressions that is ours, not the library's. */
export interface TextFunction {
  /** What it takes, in order; one that may be left out ends in `?`. */
  readonly takes: readonly string[]
  readonly of: (values: readonly unknown[], digests: Digests) => unknown
  /** Digits that stand alone in its place are a text for it: `007` has three characters. */
  readonly ofTexts?: true
  /** It makes text of bytes, so that no bytes are left in what it gives. */
  readonly encodes?: true
  /** It makes bytes of text. */
  readonly decodes?: true
}

export const algorithms = ['md5', 'sha1', 'sha256', 'sha512']

const textOf = (value: unknown): string => String(value)
const bytesOf = (value: unknown): Buffer => encodeText(textOf(value))
const textOfBytes = (bytes: Uint8Array): string => decodeText(Buffer.from(bytes), 0, bytes.byteLength)
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Else a text that is no number would go on as the word NaN. */
function numberIn(written: unknown, number = exact(typeof written === 'string' ? written.trim() : written)): unknown {
  if (typeof number === 'bigint') return narrow(number)
  if (Number.isNaN(Number(number))) throw new TypeError(`“${String(written)}” is not a number`)
  return Number(number)
}

function parseHex(written: unknown): unknown {
  const [, sign, digits] = /^\s*([-+]?)(?:0x)?([\da-f]+)/i.exec(textOf(written)) ?? []
  if (digits === undefined) throw new TypeError(`“${textOf(written)}” is not a number`)
  return narrow(BigInt(`0x${digits}`) * (sign === '-' ? -1n : 1n))
}

function unhex(written: unknown): string {
  const digits = textOf(written).replaceAll(/\s/g, '')
  if (!/^(?:[\da-f]{2})*$/i.test(digits))
    throw new TypeError(`“${textOf(written)}” is not hexadecimal: pairs of 0-9 and a-f`)
  return textOfBytes(Buffer.from(digits, 'hex'))
}

function unbase64(written: unknown): string {
  const digits = textOf(written).replaceAll(/\s/g, '')
  if (!/^[\w+/-]*={0,2}$/.test(digits) || digits.replace(/=+$/, '').length % 4 === 1)
    throw new TypeError(`“${textOf(written)}” is not base64`)
  return textOfBytes(Buffer.from(digits, 'base64'))
}

/** A number of the seed: the same in every run, and on every machine. */
function random([seed, from, to]: readonly unknown[], { hash }: Digests): unknown {
  const [least, most] = [from, to].map((bound) => numberIn(bound))
  if (![least, most].every((bound) => typeof bound === 'bigint' || Number.isInteger(bound)))
    throw new TypeError('random takes a seed and two whole numbers')
  const [first, last] = [BigInt(least as number), BigInt(most as number)]
  if (first > last) throw new RangeError(`random has nothing from ${first} to ${last}`)
  const drawn = BigInt(`0x${hexOf(hash('sha256', bytesOf(seed)))}`)
  return narrow(first + (drawn % (last - first + 1n)))
}

function hmac([algorithm, key, value]: readonly unknown[], digests: Digests): string {
  const name = textOf(algorithm)
  if (!algorithms.includes(name)) throw new TypeError(noAlgorithm(name))
  return hexOf(digests.hmac(name, bytesOf(key), bytesOf(value)))
}

export const noAlgorithm = (name: string): string => `hmac knows no “${name}”; it has ${algorithms.join(', ')}`

const encoding = (of: TextFunction['of'], takes = ['text']): TextFunction => ({
  takes,
  of,
  ofTexts: true,
  encodes: true,
})

export const textFunctions: Readonly<Record<string, TextFunction>> = {
  upper: { takes: ['text'], ofTexts: true, of: ([text]) => textOf(text).toUpperCase() },
  lower: { takes: ['text'], ofTexts: true, of: ([text]) => textOf(text).toLowerCase() },
  trim: { takes: ['text'], ofTexts: true, of: ([text]) => textOf(text).trim() },
  replace: {
    takes: ['text', 'from', 'to'],
    ofTexts: true,
    of: ([text, from, to]) => textOf(text).replaceAll(textOf(from), textOf(to)),
  },
  slice: {
    takes: ['text', 'from', 'to?'],
    ofTexts: true,
    of: ([text, from, to]) => textOf(text).slice(from as number, to as number | undefined),
  },
  number: { takes: ['text'], of: ([text]) => numberIn(text) },
  parseHex: { takes: ['text'], of: ([text]) => parseHex(text) },
  hex: {
    takes: ['number or text'],
    encodes: true,
    of: ([value]) =>
      typeof value === 'string' ? hexOf(bytesOf(value)) : (numberIn(value) as number | bigint).toString(16),
  },
  unhex: { takes: ['text'], ofTexts: true, decodes: true, of: ([text]) => unhex(text) },
  base64: encoding(([text]) => bytesOf(text).toString('base64')),
  unbase64: { takes: ['text'], ofTexts: true, decodes: true, of: ([text]) => unbase64(text) },
  bytes: encoding(([text]) => bytesOf(text).byteLength),
  ...Object.fromEntries(
    algorithms.map((name) => [name, encoding(([text], { hash }) => hexOf(hash(name, bytesOf(text))))]),
  ),
  hmac: encoding(hmac, ['algorithm', 'key', 'text']),
  random: { takes: ['seed', 'from', 'to'], of: random },
}
