import type { Readable } from 'node:stream'
import { lines } from './messages.ts'

/** V8's report of a heap that is full, of some thirty lines that say nothing to who runs a scenario. */
const reportBegins = /^<--- (?:Last few GCs|JS stacktrace)|^FATAL ERROR: .*JavaScript heap out of memory/
const outOfMemory = /JavaScript heap out of memory|<--- Last few GCs/

/** Hands on what a worker prints on standard error, line by line, but for V8's report of its end. */
export function outputOf(stderr: Readable, print: (text: string) => void): { ranOutOfMemory(): boolean } {
  let full = false
  let reporting = false
  const take = (line: string): void => {
    full ||= outOfMemory.test(line)
    reporting ||= reportBegins.test(line)
    if (!reporting && line !== '') print(`${line}\n`)
  }
  const cut = lines(take)
  stderr
    .setEncoding('utf8')
    .on('data', cut)
    .on('end', () => cut('\n'))
    .on('error', () => {})
  return { ranOutOfMemory: () => full }
}
