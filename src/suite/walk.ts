import fs from 'node:fs'
import path from 'node:path'
import { readBegin } from '../disk/read-regular.ts'
import { pushAll } from '../text/push-all.ts'

/** What a scenario's file is called. */
export const scenarioName = /\.ya?ml$/i
// One of these at the start of a line makes a file a scenario, or an attempt at one: a misspelt title must not hide it.
const titled = /^(?:scenario|"scenario"|'scenario')[ \t]*:/m
/** Bytes in which the key of a scenario is looked for. */
const searched = 1024 * 1024
const topKeys = [/^actors[ \t]*:/m, /^steps[ \t]*:/m]

/** Folders whose scenarios are meant to be invalid or to fail: they are run only when they are named. */
export const quietFolders: ReadonlySet<string> = new Set(['invalid', 'failing'])

/** Folders with nothing that belongs to a project itself. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules'

/** Every scenario below a folder, sorted; hidden folders, `node_modules` and the quiet folders below it are left out. */
export function scenariosBelow(folder: string): string[] {
  return filesBelow(folder, (name) => isHidden(name) || quietFolders.has(name)).filter(
    (file) => scenarioName.test(file) && isScenario(file),
  )
}

/** Every file below a folder, sorted by name within each folder; folders that `skip` names are left out. Nothing for a missing folder. */
export function filesBelow(folder: string, skip: (name: string) => boolean): string[] {
  const found: string[] = []
  for (const entry of entriesOf(folder)) {
    const full = path.join(folder, entry.name)
    if (isFolder(entry, full)) {
      // A link to a folder is not followed, so that a cycle of links cannot be walked for ever.
      if (!entry.isSymbolicLink() && !skip(entry.name)) pushAll(found, filesBelow(full, skip))
    } else found.push(full)
  }
  return found
}

/** The names of all that is in a folder, sorted; none for a missing folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).sort()
  } catch {
    return []
  }
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}

const isFolder = (entry: fs.Dirent, full: string): boolean =>
  entry.isDirectory() || (entry.isSymbolicLink() && statOf(full)?.isDirectory() === true)

/** True for a file with a top-level `scenario:`, or with both `actors:` and `steps:`. Other YAML may stand beside scenarios. */
export function isScenario(file: string): boolean {
  let text: string
  try {
    text = readBegin(file, searched).toString('utf8')
  } catch {
    // The next reader reports why it cannot be read.
    return true
  }
  return isScenarioText(text)
}

/** The same of a text. */
export const isScenarioText = (text: string): boolean => titled.test(text) || topKeys.every((key) => key.test(text))

/** True for a transcript that waits to be accepted, by its name. */
export const isPending = (file: string): boolean => file.endsWith('.new.txt')

/** What is at a path, links followed; undefined when nothing is, or nothing that can be looked at. */
export function statOf(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file)
  } catch {
    return undefined
  }
}
