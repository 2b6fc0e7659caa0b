import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

/** What the program's text hashes to, written here when it is built. */
declare const PROGRAM_HASH: string

type Env = Readonly<Record<string, string | undefined>>

/** Bytes of the first line, which names what was compiled for what; a multiple of 8, since V8 copies what is not aligned. */
const headLength = 256
/** Files that the folder holds at most: one for each version and set of V8's flags. */
const most = 8
const suffix = '.compiled'

/**
 * The program as V8 compiled it before: compiling is half of a short run's time, and Node 20 has no cache of its own. It stands
 * beside the program where that was built on this machine, else in the user's folder for caches. `data` is undefined when there is
 * none that fits; `target` is where to keep one then, undefined for nowhere.
 */
export function compiledProgram(folder: string, env: Env): { readonly data?: Buffer; readonly target?: string } {
  if (env['SCENARIO_COMPILE_CACHE'] === 'off') return {}
  const key = keyOf(env)
  const beside = read(path.join(folder, `program${suffix}`), key, false)
  if (beside !== undefined) return { data: beside }
  const own = cacheFolder(env)
  if (own === undefined) return {}
  const target = path.join(own, `${key}${suffix}`)
  const data = isOurs(own) ? read(target, key, true) : undefined
  return { target, ...(data === undefined ? {} : { data }) }
}

/** Writes it whole or not at all. It is no error when it cannot be written: the next run compiles again. */
export function keepCompiled(target: string, data: Buffer): void {
  const folder = path.dirname(target)
  const temporary = `${target}.${process.pid}`
  try {
    // One by one: Node's own recursion has no end where a folder in /proc cannot hold another.
    for (const each of [path.dirname(folder), folder]) if (!existsSync(each)) mkdirSync(each, { mode: 0o700 })
    if (!isOurs(folder)) return
    writeFileSync(temporary, packed(path.basename(target, suffix), data), { flag: 'wx', mode: 0o600 })
    renameSync(temporary, target)
    removeOldest(folder)
  } catch {
    try {
      unlinkSync(temporary)
    } catch {
      // It was not made.
    }
  }
}

/** The content of a file that keeps this: V8 does not notice a changed byte, so the data stand there twice, to be compared. */
export const packed = (key: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(key.padEnd(headLength - 1).concat('\n'), 'latin1'), data, data])

/** What compiled code depends on, besides what V8 checks itself: it is also a file's name. */
export function keyOf(env: Env): string {
  const flags = [...process.execArgv, env['NODE_OPTIONS'] ?? ''].join(' ')
  let hash = 0
  for (let index = 0; index < flags.length; index += 1) hash = (Math.imul(hash, 31) + flags.charCodeAt(index)) >>> 0
  return `program-${PROGRAM_HASH}-node-${process.version}-${process.arch}-${hash.toString(16)}`
}

/** By the XDG Base Directory Specification, and where macOS and Windows keep caches; undefined where there is no such place. */
export function cacheFolder(env: Env, platform = process.platform): string | undefined {
  const under = (root: string | undefined, ...names: readonly string[]): string | undefined =>
    root !== undefined && path.isAbsolute(root) ? path.join(root, ...names, 'scenario') : undefined
  const xdg = under(env['XDG_CACHE_HOME'])
  if (xdg !== undefined) return xdg
  if (platform === 'win32') return under(env['LOCALAPPDATA'])
  return platform === 'darwin' ? under(env['HOME'], 'Library', 'Caches') : under(env['HOME'], '.cache')
}

function read(file: string, key: string, mustBeOurs: boolean): Buffer | undefined {
  let opened: number | undefined
  try {
    opened = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const stats = fstatSync(opened)
    if (!stats.isFile() || (mustBeOurs && !belongs(stats))) return undefined
    return unpacked(opened, stats.size, key)
  } catch {
    return undefined
  } finally {
    if (opened !== undefined) closeSync(opened)
  }
}

/** The second copy is read piece by piece into the same place: memory that is touched for the first time takes its time. */
function unpacked(opened: number, size: number, key: string): Buffer | undefined {
  const half = (size - headLength) / 2
  if (half <= 0 || !Number.isInteger(half)) return undefined
  const first = Buffer.allocUnsafeSlow(headLength + half)
  if (readSync(opened, first) < first.length || first.toString('latin1', 0, headLength).trimEnd() !== key)
    return undefined
  const data = first.subarray(headLength)
  const piece = Buffer.allocUnsafeSlow(Math.min(half, 65_536))
  for (let at = 0; at < half; at += piece.length) {
    const read = readSync(opened, piece)
    if (read < Math.min(piece.length, half - at) || piece.compare(data, at, at + read, 0, read) !== 0) return undefined
  }
  return data
}

/** Compiled code is run: nobody else may have written it. */
function isOurs(folder: string): boolean {
  try {
    const stats = lstatSync(folder)
    return stats.isDirectory() && belongs(stats)
  } catch {
    return false
  }
}

/** Windows has no such owners; there the folder is in the user's profile. */
const belongs = ({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)

function removeOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.includes(suffix))
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, at: statSync(file).mtimeMs }))
  for (const { file } of files.sort((a, b) => b.at - a.at).slice(most)) unlinkSync(file)
}
