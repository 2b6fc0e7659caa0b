import type { ProcessTree } from '../process/process-tree.ts'
import type { Running } from '../process/running.ts'

/** What a ready condition can look at while the program starts. */
export interface Watched {
  readonly running: Running
  readonly processTree: ProcessTree
  /** Where a relative path starts: the run's folder for a bare name, the program's otherwise. */
  readonly cwd: string
  tmp(): string
  /** Calls back with every piece of output from the first byte on, and `undefined` when the stream is over. */
  output(stream: 'stdout' | 'stderr', listener: (bytes: Uint8Array | undefined) => void): void
  /** Aborted when the program has left, or is not waited for any more. */
  readonly signal: AbortSignal
}

/** What was found out when the program was ready: facts. */
export type Found = Readonly<Record<string, string | number>>

/** Looks until `look` finds something, less and less often; the kernel has no event for what is looked for here. Never rejects. */
export function lookUntil<T>(
  look: () => T | undefined | Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    let pause = 1
    const again = async (): Promise<void> => {
      const found = await look()
      if (found !== undefined || signal.aborted) return resolve(found)
      setTimeout(() => void again(), pause)
      pause = Math.min(pause * 1.5, 10)
    }
    void again()
  })
}
