import { resolve } from 'node:path'
import { readRegular, problemError } from '../../../src/plugin.ts'

/** Bytes; a file beyond this is not PEM. */
const largest = 16 * 1024 * 1024

/** An option that holds PEM text itself, or names a file (from the scenario’s folder) that does. */
export async function pemOf(option: string, written: string | undefined, dir: string): Promise<string | undefined> {
  if (written === undefined || written.includes('-----BEGIN')) return written
  try {
    return readRegular(resolve(dir, written), largest).toString('utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw problemError('cannot-read', `the file “${written}” of “${option}” cannot be read: ${code}`)
  }
}
