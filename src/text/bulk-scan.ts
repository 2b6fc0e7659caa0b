/**
 * Passes over very many bytes, sixteen at a time: WebAssembly has instructions of the processor for that, which JavaScript has not. The
 * code stands here as the instructions that it is made of (WebAssembly Core Specification 2.0, chapter 5, “Binary Format”).
 */

/** So much is looked through at once. */
const most = 256 * 1024
/** Fewer bytes are looked through sooner without. */
const worthwhile = 16 * 1024
const width = 16
/** A digit at a place is known together with this many before it. */
const [fewestDigits, mostDigits] = [4, 8]

const [i32, v128, noResult, end] = [0x7f, 0x7b, 0x40, 0x0b]
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const constant = (value: number) => [0x41, value]
const [add, and, or, left, right, isBelow, ones] = [0x6a, 0x71, 0x72, 0x74, 0x76, 0x49, 0x69]
const load = [0xfd, 0x00, 0, 0]
const splat = [0xfd, 0x0f]
const isEqual = [0xfd, 0x23]
const isLess = [0xfd, 0x26]
const mask = [0xfd, 0x64]
const subtract = [0xfd, 0x71]

type Code = readonly (number | readonly number[])[]
const joined = (...code: Code): number[] => code.flat()

/** Goes on while a further sixteen bytes stand before the end, which is parameter 1; local 2 is where they stand. */
const eachSixteen = (...body: Code): number[] =>
  joined([0x03, noResult], ...body, get(2), constant(width), add, tee(2), get(1), isBelow, [0x0d, 0], end)

/** (byte, end) → how often it stands there. Locals: 3 found, 4 the byte sixteen times. */
const countCode = () =>
  joined(
    [2, 2, i32, 1, v128],
    joined(get(0), splat, set(4)),
    eachSixteen(get(3), get(2), load, get(4), isEqual, mask, ones, add, set(3)),
    joined(get(3), end),
  )

/**
 * (n - 4, end) → whether n digits stand side by side. Locals: 3 a bit for each of 32 bytes that is a digit, the last sixteen in its
 * upper half; 4 the same for those at which two, and then four begin; 5 and 6 the first digit and how many there are, sixteen times.
 */
const digitsCode = () =>
  joined(
    [2, 3, i32, 2, v128],
    joined(constant(0x30), splat, set(5), constant(10), splat, set(6)),
    eachSixteen(
      joined(get(3), constant(width), right),
      joined(get(2), load, get(5), subtract, get(6), isLess, mask, constant(width), left, or, tee(3)),
      joined(get(3), constant(1), right, and, tee(4)),
      joined(get(4), constant(2), right, and, tee(4)),
      joined(get(4), get(0), right, and),
      joined([0x04, noResult], constant(1), 0x0f, end),
    ),
    joined(constant(0), end),
  )

/** Behind a length of two bytes (LEB128), as which any length may be written. */
const sized = (...code: Code): number[] => {
  const bytes = code.flat()
  return [(bytes.length & 0x7f) | 0x80, bytes.length >> 7, ...bytes]
}
const exported = (name: string, kind: number, index: number) => [1, name.charCodeAt(0), kind, index]
const binary = () =>
  new Uint8Array(
    joined(
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      [1, ...sized(1, 0x60, 2, i32, i32, 1, i32)],
      [3, ...sized(2, 0, 0)],
      [5, ...sized(1, 0, most / 65_536)],
      [7, ...sized(3, exported('m', 2, 0), exported('c', 0, 0), exported('d', 0, 1))],
      [10, ...sized(2, sized(countCode()), sized(digitsCode()))],
    ),
  )

interface Program {
  readonly memory: Uint8Array
  readonly count: (byte: number, end: number) => number
  readonly digits: (more: number, end: number) => number
}
let program: Program | 'none' | undefined

/** The types of Node 20 do not have it whole. */
interface Engine {
  readonly Module: new (binary: Uint8Array) => object
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly m: { readonly buffer: ArrayBuffer }
      readonly c: Program['count']
      readonly d: Program['digits']
    }
  }
}

/** Undefined where there is no WebAssembly, as under `--jitless`, or no address space for its memory. */
function programOf(bytes: Uint8Array): Program | undefined {
  if (bytes.byteLength < worthwhile) return undefined
  program ??= started()
  return program === 'none' ? undefined : program
}

function started(): Program | 'none' {
  try {
    const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly
    const { m, c, d } = new Instance(new Module(binary())).exports
    return { memory: new Uint8Array(m.buffer), count: c, digits: d }
  } catch {
    return 'none'
  }
}

/** Copies the part that begins there, and fills it up with a byte. Answers with where it ends. */
function put({ memory }: Program, bytes: Uint8Array, from: number, filler: number): number {
  const part = bytes.subarray(from, from + most)
  memory.set(part)
  const until = Math.ceil(part.byteLength / width) * width
  memory.fill(filler, part.byteLength, until)
  return until
}

/** How often a byte stands there; undefined where that is counted sooner, or only, in another way. */
export function countInBulk(bytes: Uint8Array, byte: number): number | undefined {
  const scan = programOf(bytes)
  if (scan === undefined) return undefined
  let found = 0
  for (let from = 0; from < bytes.byteLength; from += most) found += scan.count(byte, put(scan, bytes, from, byte ^ 1))
  return found
}

/** False when so many digits stand nowhere side by side in very many bytes; true where that is not known. */
export function mayHoldDigits(bytes: Uint8Array, count: number): boolean {
  const scan = count < fewestDigits ? undefined : programOf(bytes)
  if (scan === undefined) return true
  const more = Math.min(count, mostDigits) - fewestDigits
  // Where one part ends and the next begins, some bytes belong to both.
  for (let from = 0; from < bytes.byteLength; from += most - width)
    if (scan.digits(more, put(scan, bytes, from, 0)) !== 0) return true
  return false
}
