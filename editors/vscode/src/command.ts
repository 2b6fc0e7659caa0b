import { existsSync } from 'node:fs'
import path from 'node:path'

export type Command = readonly [string, ...string[]]

/** The command that starts `scenario` in a folder: the one that a setting names, else the project's own, else that on the PATH. */
export const commandIn = (folder: string, setting: readonly string[] = []): Command =>
  named(setting) ?? ownOf(folder) ?? ['scenario']

/** Of several folders the one whose project brings the program, and its command; else the first. */
export function commandAmong(
  folders: readonly [string, ...string[]],
  setting: readonly string[] = [],
): { readonly folder: string; readonly command: Command } {
  const folder = folders.find((each) => ownOf(each) !== undefined) ?? folders[0]
  return { folder, command: commandIn(folder, setting) }
}

/** True where somebody means to use it here: a setting, the package, a configuration or a folder of scenarios says so. */
export const isUsedIn = (folder: string, setting: readonly string[] = []): boolean =>
  named(setting) !== undefined ||
  ownOf(folder) !== undefined ||
  [
    'scenarios',
    ...['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'].map((end) => `scenario.config.${end}`),
  ].some((name) => existsSync(path.join(folder, name)))

function named([first, ...others]: readonly string[]): Command | undefined {
  return first === undefined || first === '' ? undefined : [first, ...others]
}

function ownOf(folder: string): Command | undefined {
  // On Windows npm writes a script of the shell there, which only a shell can start; the program itself is beside it.
  const program = path.join(folder, 'node_modules', 'scenario', 'dist', 'cli', 'main.js')
  if (process.platform === 'win32' && existsSync(program)) return ['node', program]
  const linked = path.join(folder, 'node_modules', '.bin', 'scenario')
  return existsSync(linked) ? [linked] : undefined
}
