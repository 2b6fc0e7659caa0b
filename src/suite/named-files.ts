import fs from 'node:fs'
import path from 'node:path'
import { readRegular } from '../disk/read-regular.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import type { Checked, Services } from '../pipeline.ts'
import { check, pluginsNamed } from '../pipeline.ts'
import { transcriptPath } from './paths.ts'
import { statOf } from './walk.ts'

/** What is known of a scenario by the files that it is made of. */
export interface Named {
  /** Absolute paths; one may be missing, or be a folder with all in it. */
  readonly files: ReadonlySet<string>
  /** Those among them that are code of its plugins. */
  readonly plugins: ReadonlySet<string>
  readonly title: string
  /** Undefined when it is invalid: what its actors name is then not known. */
  readonly scenario: Checked['scenario']
}

/**
 * What a scenario is made of: its file, what the check reads (included files, files that are sent or copied), what the options of its
 * actors name as a path, its plugins by path, its transcript, and what code among these names by a relative path.
 */
export async function namedIn(file: string, services: Services, scenarios?: string): Promise<Named> {
  const asked = new Set([file, transcriptPath(file, scenarios)])
  const files: Services['files'] = {
    ...services.files,
    read(each) {
      asked.add(each)
      return services.files.read(each)
    },
  }
  const { scenario, title } = await check(file, { ...services, files })
  const folder = path.dirname(file)
  const plugins = withImports(pluginsNamed(file, services))
  for (const plugin of plugins) asked.add(plugin)
  for (const { options } of scenario?.actors.values() ?? [])
    for (const each of pathsIn(options.node, folder)) if (!isAbove(each, file)) asked.add(each)
  return { files: withImports(asked), plugins, title, scenario }
}

/** The files alone; undefined when the scenario is invalid. `seen` is given the scenario when it is valid. */
export async function filesOf(
  file: string,
  services: Services,
  scenarios?: string,
  seen?: (scenario: NonNullable<Checked['scenario']>) => void,
): Promise<ReadonlySet<string> | undefined> {
  const { files, scenario } = await namedIn(file, services, scenarios)
  if (scenario === undefined) return undefined
  seen?.(scenario)
  return files
}

/** A folder in which the scenario itself is says nothing about what it uses. */
const isAbove = (folder: string, file: string): boolean => file.startsWith(folder + path.sep) || folder === path.sep

/** Each word that may be a path, from the scenario's folder and from each `cwd`. */
function pathsIn(node: YamlNode, folder: string): string[] {
  const texts = textsIn(node, '')
  const folders = [folder, ...texts.filter(({ key }) => key === 'cwd').map(({ text }) => path.resolve(folder, text))]
  const words = new Set(texts.flatMap(({ text }) => [text, ...text.split(/[\s'"=;,()]+/)]))
  return [...words]
    .filter((word) => word !== '' && word.length < 4096 && !word.includes('\0'))
    .flatMap((word) => folders.map((each) => path.resolve(each, word)))
}

function textsIn(node: YamlNode, key: string): { key: string; text: string }[] {
  if (node.type === 'scalar') return [{ key, text: node.source }]
  if (node.type === 'list') return node.items.flatMap((item) => textsIn(item, key))
  return node.entries.flatMap((entry) => textsIn(entry.value, entry.key))
}

const code = /\.[cm]?[jt]s$/
/** A text in quotes that begins as a relative path: what is imported, required or read from beside the file. */
const relative = /(['"`])(\.{1,2}\/[^'"`\n]+)\1/g
const mostBytes = 1024 * 1024

/** The files, and what the JavaScript and TypeScript among them names by relative paths, and so on. */
export function withImports(files: Iterable<string>): ReadonlySet<string> {
  const found = new Set(files)
  // A set that grows while it is walked is walked to its new end.
  for (const file of found) {
    if (!code.test(file) || file.includes(`${path.sep}node_modules${path.sep}`)) continue
    for (const each of importedBy(file)) found.add(each)
  }
  return found
}

function importedBy(file: string): string[] {
  let text: string
  try {
    text = readRegular(file, mostBytes).toString('utf8')
  } catch {
    return []
  }
  return [...text.matchAll(relative)].flatMap(([, , written = '']) => {
    const named = path.resolve(path.dirname(file), written)
    if (statOf(named)?.isFile() === true) return [named]
    // One of these may have been removed, which is a change, too.
    const stem = named.replace(/\.([cm]?)js$/, '.$1ts')
    const endings = ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.json']
    const all = [named, stem, ...endings.flatMap((ending) => [named + ending, path.join(named, `index${ending}`)])]
    return all.filter((each) => each !== path.dirname(file) && statOf(each)?.isDirectory() !== true)
  })
}

/** The path with its links followed, where something is. */
export function realPath(file: string): string {
  try {
    return fs.realpathSync(file)
  } catch {
    return file
  }
}
