import path from 'node:path'
import { loadAnew } from '../../pipeline.ts'
import { isWithin } from '../../suite/paths.ts'
import { statOf } from '../../suite/walk.ts'
import type { TextDocument } from './language-server.ts'
import type { LspHost } from './project.ts'
import { Workspace } from './workspace.ts'

type Several = readonly [Workspace, ...Workspace[]]

/** The projects of one folder. */
interface Read {
  readonly workspaces: Promise<Several>
  /** Set once they are read: what they were read from, and its versions. */
  known?: { readonly workspaces: Several; readonly files: readonly string[]; readonly version: string }
}

/** The folder of a file's projects, and what configures them. */
interface Root {
  readonly root: string
  readonly configurations: readonly string[]
}

/** What an editor has open: folders, in each of them a project or more, and files outside of all folders. */
export class Workspaces {
  readonly #host: Pick<LspHost, 'configurations' | 'projects'>
  readonly #open: (uri: string) => TextDocument | undefined
  readonly #read = new Map<string, Read>()
  readonly #roots = new Map<string, Root>()
  #folders: readonly string[]

  constructor(
    host: Pick<LspHost, 'configurations' | 'projects'>,
    folders: readonly string[],
    open: (uri: string) => TextDocument | undefined,
  ) {
    this.#host = host
    this.#folders = folders
    this.#open = open
  }

  get folders(): readonly string[] {
    return this.#folders
  }

  /** Where the editor opens other folders, every file may belong to another one. */
  set folders(folders: readonly string[]) {
    this.#folders = folders
    this.#roots.clear()
    this.#read.clear()
  }

  /** The workspace that a file belongs to; read again where the configuration, or a plugin that it names, has changed. */
  async of(file: string): Promise<Workspace> {
    const folder = path.dirname(file)
    const { root, configurations } = this.#rootOf(file)
    this.#roots.set(folder, { root, configurations })
    const before = this.#read.get(root)
    if (before !== undefined && (before.known === undefined || !isOld(before.known, configurations)))
      return nearest(await before.workspaces, file)
    loadAnew(new Set(before?.known?.files))
    const version = versionOf(configurations)
    const read: Read = { workspaces: this.#readIn(root) }
    this.#read.set(root, read)
    try {
      const workspaces = await read.workspaces
      const plugins = workspaces
        .flatMap(({ project }) => project.shared)
        .filter((each) => !configurations.includes(each))
      read.known = { workspaces, files: [...configurations, ...plugins], version: version + versionOf(plugins) }
      return nearest(workspaces, file)
    } catch (error) {
      this.#read.delete(root)
      throw error
    }
  }

  /** The same as far as it is known; undefined for a file whose project has not been read. */
  known(file: string): Workspace | undefined {
    const root = this.#roots.get(path.dirname(file)) ?? this.#rootOf(file)
    const known = this.#read.get(root.root)?.known
    return known && nearest(known.workspaces, file)
  }

  /** True for a configuration, and for a plugin that one names. */
  areMadeOf(file: string): boolean {
    return [...this.#read.values()].some(({ known }) => known?.files.includes(file))
  }

  /** Forgets a file that is no longer open. */
  forget(file: string): void {
    for (const { known } of this.#read.values()) for (const each of known?.workspaces ?? []) each.forget(file)
  }

  async #readIn(root: string): Promise<Several> {
    const [first, ...others] = await this.#host.projects(root)
    return [new Workspace(first, this.#open), ...others.map((project) => new Workspace(project, this.#open))]
  }

  /** The folder with the configuration that holds for a file; else the one that the editor has open; else one above the file. */
  #rootOf(file: string): Root {
    const around = this.#folders.filter((folder) => isWithin(file, folder)).sort((a, b) => b.length - a.length)[0]
    const configurations = this.#host.configurations(path.dirname(file))
    const configured = configurations[0] && path.dirname(configurations[0])
    if (around === undefined) return { root: configured ?? guessed(file), configurations }
    // A folder inside of a project is seen as when somebody works there.
    const isNested = configured !== undefined && isWithin(configured, around)
    return { root: isNested ? configured : around, configurations }
  }
}

/** Whether what projects were read from has changed since, or is something else by now. */
function isOld({ files, version }: NonNullable<Read['known']>, configurations: readonly string[]): boolean {
  const isSame = configurations.every((each, at) => files[at] === each)
  return !isSame || versionOf(files) !== version
}

/** The project whose folder of scenarios a file is in, the innermost of several; else the first. */
function nearest(all: Several, file: string): Workspace {
  const having = all.filter(({ project }) => isWithin(file, project.selected))
  return having.sort((a, b) => b.project.selected.length - a.project.selected.length)[0] ?? all[0]
}

/** A file outside of all folders: the folder above its scenarios, or its own. */
function guessed(file: string): string {
  const parts = path.dirname(file).split(path.sep)
  const at = parts.lastIndexOf('scenarios')
  return at > 1 ? parts.slice(0, at).join(path.sep) : path.dirname(file)
}

const versionOf = (files: readonly string[]): string =>
  files.map((file) => `${file} ${statOf(file)?.mtimeMs ?? 'missing'}\n`).join('')
