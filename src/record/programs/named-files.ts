import fs from 'node:fs'
import path from 'node:path'
import { asText } from '../from-session/lane.ts'

/** Bytes of a file whose text is kept. */
const most = 64 * 1024

/** What a file has: a text, nothing where there is none, or what cannot stand in a scenario, by its size and time. */
type Content = { readonly text: string } | { readonly other: string } | undefined

/** Files that commands name, as they are now: by their paths relative to the folder in which the commands run. */
export type NamedFiles = ReadonlyMap<string, Content>

/** The words of a command that may be paths in its folder; a line for a shell is more than one. */
export const pathsIn = (words: readonly string[]): readonly string[] =>
  words
    .slice(1)
    .flatMap((word) => word.split(/\s+/))
    .filter((word) => /^[\w.][\w./+@%-]*$/.test(word) && !word.split('/').includes('..'))

export function namedFiles(commands: readonly (readonly string[])[], cwd: string): NamedFiles {
  return new Map(commands.flatMap(pathsIn).map((name) => [name, contentOf(path.join(cwd, name))]))
}

/**
 * What files that a command names had before, as a session has it: only those that are others now. `null`: it was not there; undefined for
 * the whole where the command depends on a file of its folder that cannot stand in a scenario, or changed none.
 */
export function changedFiles(
  words: readonly string[],
  before: NamedFiles,
  cwd: string,
): Readonly<Record<string, string | null>> | undefined {
  const changed: Record<string, string | null> = {}
  let isAlone = true
  for (const name of pathsIn(words)) {
    const was = before.get(name)
    const now = contentOf(path.join(cwd, name))
    if (JSON.stringify(was) === JSON.stringify(now)) isAlone &&= was === undefined
    else if (was === undefined) changed[name] = null
    else if ('text' in was) changed[name] = was.text
    else isAlone = false
  }
  return isAlone && Object.keys(changed).length > 0 ? changed : undefined
}

function contentOf(file: string): Content {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  const other = { other: `${stat.size} ${stat.mtimeMs}` }
  if (!stat.isFile() || stat.size > most) return other
  const text = asText(fs.readFileSync(file))
  return text === undefined ? other : { text }
}
