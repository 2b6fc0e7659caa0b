import type { Document } from '../model/scenario.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import { locatePath } from '../registry/load.ts'
import { pluginsOf } from '../scenario/check.ts'
import { readDocument } from '../scenario/read.ts'
import type { Services } from './services.ts'

/** A file's title and tags, without judging the rest of it; its title is its path when it has none. */
export function outline(
  file: string,
  services: Services,
): { readonly title: string; readonly tags: readonly string[] } {
  const read = openDocument(file, services)
  return 'document' in read ? outlineOf(read.document, services.shown(file)) : { title: services.shown(file), tags: [] }
}

/** Absolute paths of the plugins that a file names by a path, whether they are there or not. */
export function pluginsNamed(file: string, services: Services): readonly string[] {
  const read = openDocument(file, services)
  if (!('document' in read)) return []
  return pluginsOf(read.document).flatMap(({ specifier }) => locatePath(specifier, file) ?? [])
}

/** The plugins that a file names, as it writes them. */
export function pluginsWritten(file: string, services: Services): readonly string[] {
  const read = openDocument(file, services)
  return 'document' in read ? pluginsOf(read.document).map(({ specifier }) => specifier) : []
}

export type Opened = ReturnType<typeof readDocument>

export function openDocument(file: string, services: Services): Opened {
  const read = services.files.read(file)
  return 'problem' in read ? { problems: [read.problem] } : readDocument(read.bytes, file, services.shown(file))
}

export function outlineOf(document: Document, shown: string): { title: string; tags: string[] } {
  const entries = document.root.type === 'map' ? document.root.entries : []
  const valueOf = (key: string): YamlNode | undefined => entries.find((entry) => entry.key === key)?.value
  const title = valueOf('scenario')
  const tags = valueOf('tags')
  const items = tags?.type === 'list' ? tags.items : tags === undefined ? [] : [tags]
  return {
    title: title?.type === 'scalar' && title.source !== '' ? title.source : shown,
    tags: items.flatMap((item) => (item.type === 'scalar' ? [item.source] : [])),
  }
}
