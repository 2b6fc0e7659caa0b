import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** What a configuration can be called, beside the key `scenario` of a package.json. */
const configurationNames: ReadonlySet<string> = new Set(
  ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'].map((extension) => `scenario.config.${extension}`),
)

/** True for a file that is a configuration by its name. */
export const isConfigurationName = (name: string): boolean => configurationNames.has(name)

/** Everybody can write there and nobody can remove what others have written, as in /tmp: inode(7), S_ISVTX and S_IWOTH. */
const sharedMode = 0o1002

/**
 * The configurations of the nearest folder that has one, as absolute paths: from the working directory upwards to the root of the
 * repository (the folder with `.git`) or of the file system. More than one where a folder has several; none where there is none. A
 * folder that all users share is searched only where it is the working directory: another user's file would run with our rights.
 */
export function findConfigurations(cwd: string): readonly string[] {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const names = namesIn(folder)
    const found = configurationsAmong(names, folder)
    const isOurs = found.length === 0 || folder === cwd || !isShared(folder)
    if ((found.length > 0 && isOurs) || names.includes('.git') || path.dirname(folder) === folder)
      return isOurs ? found : []
  }
}

/** To list a folder takes less time than to ask for each name. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function configurationsAmong(names: readonly string[], folder: string): readonly string[] {
  const found = names.filter((name) => configurationNames.has(name) || name === 'package.json')
  return found
    .map((name) => path.join(folder, name))
    .filter((file) => !file.endsWith('package.json') || hasKey(file))
    .sort()
}

function hasKey(manifest: string): boolean {
  try {
    const text = readFileSync(manifest, 'utf8')
    if (!text.includes('"scenario"')) return false
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, 'scenario')
  } catch {
    // One that cannot be read is for npm to report.
    return false
  }
}

function isShared(folder: string): boolean {
  try {
    return (statSync(folder).mode & sharedMode) === sharedMode
  } catch {
    return true
  }
}
