import { resolve } from 'node:path'
import { encodeText, problemError, readRegular, type Lane } from '../../src/plugin.ts'
import type { Options } from './options.ts'
import { asksFor } from './ready/conditions.ts'

/** A program's standard input is a pipe when it is given, awaited or written to, else nothing, unless its author chooses. */
export function inputOf({ stdin, ready }: Options, { isSentTo }: Lane): 'pipe' | 'ignore' {
  if (typeof stdin === 'object') return 'pipe'
  return stdin ?? (isSentTo || asksFor(ready, 'input') ? 'pipe' : 'ignore')
}

/** The whole input that its options give it; undefined where there is none. Throws a `ProblemError` when a file cannot be read. */
export function givenInput({ stdin }: Options, { dir }: Pick<Lane, 'dir'>): Uint8Array | undefined {
  if (typeof stdin !== 'object') return undefined
  if ('text' in stdin) return encodeText(stdin.text)
  try {
    return readRegular(resolve(dir, stdin.file))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw problemError(
      'cannot-read',
      `the standard input “${stdin.file}” cannot be read: ${why}`,
      'its path is relative to the scenario; a file under “files” is ${tmp}/its-name',
    )
  }
}
