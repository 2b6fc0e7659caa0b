import { existsSync } from 'node:fs'
import path from 'node:path'

/** The command that starts `scenario` in a folder: the one that a setting names, else the project's own, else that on the PATH. */
export function commandIn(folder: string, setting: readonly string[] = []): readonly [string, ...string[]] {
  const [first, ...others] = setting
  if (first !== undefined && first !== '') return [first, ...others]
  // On Windows npm writes a script of the shell there, which only a shell can start; the program itself is beside it.
  const program = path.join(folder, 'node_modules', 'scenario', 'dist', 'cli', 'main.js')
  if (process.platform === 'win32' && existsSync(program)) return ['node', program]
  const linked = path.join(folder, 'node_modules', '.bin', 'scenario')
  return [existsSync(linked) ? linked : 'scenario']
}
