import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TextDocument } from './language-server.ts'
import type { Registry } from '../../model/registry.ts'
import type { Services } from '../../pipeline.ts'
import { Outliner, type Outline } from '../outline/outline.ts'
import type { Project } from './project.ts'

/** The files of a project as an editor sees them: those that are open have the text that is not saved yet. */
export class Workspace {
  readonly project: Project
  readonly services: Services
  /** What the plugins of a scenario contribute, since its last check. */
  readonly registries = new Map<string, Registry>()
  readonly #open: (uri: string) => TextDocument | undefined
  readonly #outliners = new Map<string, Outliner>()

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
  outline(file: string, registry: Registry = this.registryFor(file)): Outline | undefined {
    const text = this.text(file)
    if (text === undefined) return undefined
    let outliner = this.#outliners.get(file)
    if (outliner === undefined) this.#outliners.set(file, (outliner = new Outliner(file)))
    return outliner.outline(text, registry)
  }

  /** Forgets a file that is no longer open. */
  forget(file: string): void {
    this.#outliners.delete(file)
    this.registries.delete(file)
  }
}

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
