import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The program's version, from package.json. */
export function versionOf(home: string): string {
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
  return version
}
