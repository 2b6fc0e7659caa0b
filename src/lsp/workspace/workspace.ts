import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TextDocument } from './language-server.ts'
import type { Registry } from '../../model/registry.ts'
import type { Services } from '../../pipeline.ts'
import { Outliner, type Needed, type Outline } from '../outline/outline.ts'
import { statOf } from '../../suite/walk.ts'
import type { Project } from './project.ts'

/** What a file includes, as it writes it, and its tags. */
export interface Shared {
  readonly includes: readonly string[]
  readonly tags: readonly string[]
}

/** What is known of a file that is not open. */
interface OnDisk {
  readonly version: string
  /** All names of files of YAML in its text. */
  readonly names: ReadonlySet<string>
  shared(): Shared
}

const yamlName = /^[\w.-]+\.ya?ml$/i
const yamlNames = /[\w.-]+\.ya?ml/gi

/** The files of a project as an editor sees them: those that are open have the text that is not saved yet. */
export class Workspace {
  readonly project: Project
  readonly services: Services
  /** What the plugins of a scenario contribute, since its last check. */
  readonly registries = new Map<string, Registry>()
  readonly #open: (uri: string) => TextDocument | undefined
  readonly #outliners = new Map<string, Outliner>()
  readonly #files = new Map<string, OnDisk>()

  constructor(project: Project, open: (uri: string) => TextDocument | undefined) {
    this.project = project
    this.#open = open
    const { services } = project
    const read: Services['files']['read'] = (file) => {
      const text = this.#open(uriOf(file))?.getText()
      return text === undefined ? services.files.read(file) : { bytes: encoder.encode(text) }
    }
    const exists = (file: string): boolean => this.#open(uriOf(file)) !== undefined || services.files.exists(file)
    this.services = { ...services, files: { ...services.files, read, exists } }
  }

  /** The text of a file, open or on disk; undefined where there is none that can be read. */
  text(file: string): string | undefined {
    const open = this.#open(uriOf(file))
    if (open !== undefined) return open.getText()
    const read = this.project.services.files.read(file)
    return 'bytes' in read ? decoder.decode(read.bytes) : undefined
  }

  registryFor(file: string): Registry {
    return this.registries.get(file) ?? this.services.builtIn
  }

  /** All names in a file; undefined where it cannot be read. `registry` is that of the scenario that it belongs to. */
  outline(file: string, registry: Registry = this.registryFor(file), isNeeded?: Needed): Outline | undefined {
    const text = this.text(file)
    if (text === undefined) return undefined
    let outliner = this.#outliners.get(file)
    if (outliner === undefined) this.#outliners.set(file, (outliner = new Outliner(file)))
    return outliner.outline(text, registry, isNeeded)
  }

  /** The files that a file includes, as it writes them, and its tags; of one that is not open read again when it has changed. */
  sharedIn(file: string): Shared {
    if (this.#open(uriOf(file)) !== undefined) return sharedOf(this.outline(file))
    return this.#onDisk(file).shared()
  }

  /** False for a file that is not open and has nowhere the name of a file of YAML: a sign that it does not include it. */
  mayInclude(file: string, included: string): boolean {
    if (!yamlName.test(path.basename(included)) || this.#open(uriOf(file)) !== undefined) return true
    return this.#onDisk(file).names.has(path.basename(included))
  }

  #onDisk(file: string): OnDisk {
    const stat = statOf(file)
    const version = `${stat?.mtimeMs} ${stat?.size}`
    const before = this.#files.get(file)
    if (before?.version === version) return before
    const text = this.text(file) ?? ''
    let shared: Shared | undefined
    const read = (): Shared =>
      (shared ??= sharedOf(new Outliner(file).outline(this.text(file) ?? '', this.services.builtIn, mayShare)))
    const onDisk = { version, names: new Set(text.match(yamlNames)), shared: read }
    this.#files.set(file, onDisk)
    return onDisk
  }

  /** Forgets a file that is no longer open. */
  forget(file: string): void {
    this.#outliners.delete(file)
    this.registries.delete(file)
  }
}

const mayShare: Needed = ({ is }, text) => (is === 'top' ? /^["']?(?:tags|steps)/.test(text) : text.includes('include'))

const sharedOf = (outline: Outline | undefined): Shared => ({
  includes: outline?.includes.map(({ file }) => file) ?? [],
  tags: outline?.places.flatMap(({ of, name }) => (of === 'tag' ? [name] : [])) ?? [],
})

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const uriOf = (file: string): string => pathToFileURL(file).href

/** The path of a document; undefined for one that is no file, such as one without a name. */
export function fileOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch {
    return undefined
  }
}
