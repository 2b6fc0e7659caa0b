/**
 * Passes over very many bytes, sixteen at a time: WebAssembly has instructions of the processor for that, which JavaScript has not. The
 * code stands here as the instructions that it is made of (WebAssembly Core Specification 2.0, chapter 5, “Binary Format”).
 */

/** So much is looked through at once. */
const most = 256 * 1024
/** Fewer bytes are looked through sooner without. */
const worthwhile = 16 * 1024
const width = 16

const [i32, v128, noResult, end] = [0x7f, 0x7b, 0x40, 0x0b]
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const constant = (value: number) => [0x41, value]
const [add, isBelow, ones] = [0x6a, 0x49, 0x69]
const load = [0xfd, 0x00, 0, 0]
const splat = [0xfd, 0x0f]
const isEqual = [0xfd, 0x23]
const mask = [0xfd, 0x64]

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
      [3, ...sized(1, 0)],
      [5, ...sized(1, 0, most / 65_536)],
      [7, ...sized(2, exported('m', 2, 0), exported('c', 0, 0))],
      [10, ...sized(1, sized(countCode()))],
    ),
  )

interface Program {
  readonly memory: Uint8Array
  readonly count: (byte: number, end: number) => number
}
let program: Program | 'none' | undefined

/** The types of Node 20 do not have it whole. */
interface Engine {
  readonly Module: new (binary: Uint8Array) => object
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly m: { readonly buffer: ArrayBuffer }
      readonly c: Program['count']
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
    const { m, c } = new Instance(new Module(binary())).exports
    return { memory: new Uint8Array(m.buffer), count: c }
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
