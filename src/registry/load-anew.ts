import { createRequire, register } from 'node:module'
import { forgetAccount } from './loading.ts'

/** Node keeps a module, by its URL, for as long as it runs: what a file imports by a relative path gets the version of that file. */
const hook = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context)
  const version = /[?]version=\\d+$/.exec(context.parentURL ?? '')?.[0]
  return version === undefined || !specifier.startsWith('.') ? found : { ...found, url: found.url + version }
}`
let version = 0
const changed = new Map<string, number>()

/**
 * Has these files loaded anew when they are imported next: plugins and configurations that have changed, with all that they import by
 * relative paths.
 */
export function loadAnew(files: ReadonlySet<string>): void {
  if (files.size === 0) return
  if (version === 0) register(`data:text/javascript,${encodeURIComponent(hook)}`)
  version += 1
  const { cache } = createRequire(import.meta.filename)
  for (const file of files) {
    changed.set(file, version)
    // What was required, by Node or by jiti.
    delete cache[file]
    forgetAccount(file)
  }
}

/** What stands behind the URL of a file that has changed; nothing behind those of others. */
export function newVersionOf(file: string): string {
  const of = changed.get(file)
  return of === undefined ? '' : `?version=${of}`
}
