import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'

/**
 * esbuild: what these files re-export is imported from the files that have it. A bundle runs every module that an imported module
 * names, so that whoever imports one function from a file that only re-exports would run all modules behind it.
 */
export const withoutBarrels = (...files) => ({
  name: 'without-barrels',
  setup({ onLoad }) {
    const barrels = new Map(files.map((file) => [resolve(file), exportsOf(resolve(file))]))
    onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => ({
      contents: pastBarrels(await readFile(path, 'utf8'), path, barrels),
      loader: 'ts',
    }))
  },
})

const reExport = /^export (?:type )?(?:\*|\{[^}]*\}) from '([^']+)'$/gm
const reExportAs = /^export \* as (\w+) from '([^']+)'$/gm

/** For each name that a file exports, but not itself defines: the file that it names, and the name there (`*` for all of it). */
function exportsOf(file) {
  const text = readFileSync(file, 'utf8')
  const places = new Map()
  const at = (from) => resolve(dirname(file), from)
  for (const [, name, from] of text.matchAll(reExportAs)) places.set(name, { file: at(from), name: '*' })
  for (const [whole, from] of text.matchAll(reExport)) {
    if (whole.startsWith('export type')) continue
    if (whole.startsWith('export *')) for (const [name, place] of exportsOf(at(from))) places.set(name, place)
    else for (const { name, as } of namesIn(whole)) places.set(as, { file: at(from), name })
  }
  return places
}

/** `barrels` has for each file that only re-exports where its names are, by absolute path. Those files lose what they re-export. */
export function pastBarrels(text, path, barrels) {
  const from = (file) =>
    relative(dirname(path), file)
      .replaceAll('\\', '/')
      .replace(/^(?!\.)/, './')
  const own = barrels.has(path) ? text.replaceAll(reExportAs, '').replaceAll(reExport, '') : text
  return own.replaceAll(/^import (?!type )([^']+?) from '(\.[^']+)'$/gm, (whole, names, module) => {
    const places = barrels.get(resolve(dirname(path), module))
    if (places === undefined) return whole
    if (!names.startsWith('{')) throw new Error(`${path} imports the whole of ${module}, which only re-exports`)
    return namesIn(names)
      .map(({ name, as }) => {
        const place = places.get(name) ?? { file: resolve(dirname(path), module), name }
        return `import ${place.name === '*' ? `* as ${as}` : `{ ${place.name} as ${as} }`} from '${from(place.file)}'`
      })
      .join(';')
      .concat('\n'.repeat(whole.split('\n').length - 1))
  })
}

/** The names in braces, without types. */
function namesIn(text) {
  return text
    .slice(text.indexOf('{') + 1, text.indexOf('}'))
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith('type '))
    .map((each) => {
      const [name, as = name] = each.split(' as ')
      return { name, as }
    })
}
