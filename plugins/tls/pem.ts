import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { refuse } from '../../src/plugin.ts'

/** An option that holds PEM text itself, or names a file (from the scenario’s folder) that does. */
export async function pemOf(option: string, written: string | undefined, dir: string): Promise<string | undefined> {
  if (written === undefined || written.includes('-----BEGIN')) return written
  try {
    return await readFile(resolve(dir, written), 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
    throw refuse('cannot-read', `the file “${written}” of “${option}” cannot be read: ${code}`)
  }
}
