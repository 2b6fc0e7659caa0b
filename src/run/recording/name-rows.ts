import fs from 'node:fs'
import type { NamedRow } from '../../model/event.ts'

/** More rows than this are not named. */
const most = 10_000
/** Bytes that a last line may have. */
const longest = 64 * 1024

/**
 * Adds to the verdict of a recording what the transcript has instead of some rows, so that two recordings of a scenario can be compared.
 * A recording that is not there, or does not end with a verdict, stays as it is.
 */
export function nameRows(recording: string, named: readonly NamedRow[]): void {
  let descriptor: number | undefined
  try {
    descriptor = fs.openSync(recording, fs.constants.O_RDWR | fs.constants.O_NOFOLLOW)
    const { size } = fs.fstatSync(descriptor)
    const bytes = Buffer.alloc(Math.min(size, longest))
    fs.readSync(descriptor, bytes, 0, bytes.length, size - bytes.length)
    const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1
    const verdict = JSON.parse(bytes.toString('utf8', start)) as { readonly verdict?: unknown }
    if (verdict.verdict === undefined || start === 0) return
    const line = Buffer.from(`${JSON.stringify({ ...verdict, named: named.slice(0, most) })}\n`)
    fs.writeSync(descriptor, line, 0, line.length, size - bytes.length + start)
  } catch {
    // The recording is of use without names.
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor)
  }
}
