import { build } from 'esbuild'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { globSync } from 'tinyglobby'

/**
 * esbuild: the built-in plugins as `plugins/index.ts` has them, with what is plain data written out, and everything else (schemas,
 * functions) loaded when it is first looked at. A run of one scenario needs two kinds of twenty.
 */
export const pluginsWhenUsed = {
  name: 'plugins-when-used',
  setup({ onResolve, onLoad }) {
    // The name stands in the program: it is the same on every machine.
    const path = 'plugins/index.ts'
    onResolve({ filter: /plugins\/index\.ts$/ }, () => ({ path, namespace: 'plugins-when-used' }))
    onLoad({ filter: /./, namespace: 'plugins-when-used' }, async () => ({
      contents: asSource(await evaluated()),
      resolveDir: resolve('plugins'),
    }))
  },
}

/** The plugins, and for every value that a file of theirs exports the place where it is found. */
async function evaluated() {
  const files = globSync('plugins/**/*.ts').sort()
  const outdir = `.build-plugins-${process.pid}`
  try {
    await build({
      entryPoints: files,
      outbase: '.',
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'warning',
    })
    const places = new Map()
    let plugins
    for (const file of files) {
      const module = await import(pathToFileURL(resolve(outdir, file.replace(/ts$/, 'js'))))
      if (file === 'plugins/index.ts') plugins = module.plugins
      else
        for (const [name, value] of Object.entries(module))
          places.set(value, `require("./${file.slice('plugins/'.length)}")[${JSON.stringify(name)}]`)
    }
    return { plugins, places }
  } finally {
    await rm(outdir, { recursive: true, force: true })
  }
}

/** The tables of a plugin whose entries are loaded one by one. */
const tables = ['actors', 'matchers', 'framings', 'contents', 'formats', 'reporters']

/** The text of a module that exports these plugins. */
export function asSource({ plugins, places }) {
  const entries = plugins.map((plugin) => {
    const place = places.get(plugin)
    const written = tables
      .filter((table) => plugin[table] !== undefined)
      .map((table) => {
        const all = Object.entries(plugin[table])
        const each = all.map(([name, value]) => {
          const inIndex = `${place}[${JSON.stringify(table)}][${JSON.stringify(name)}]`
          return `${JSON.stringify(name)}: ${late(value, places.get(value) ?? inIndex)}`
        })
        return `${JSON.stringify(table)}: { ${each.join(',\n')} }`
      })
    return late(plugin, place, written, tables)
  })
  return `${lateText}\nexport const plugins = [${entries.join(',\n')}]\n`
}

/** Defines properties that load their values, and keep them. */
const lateText = `const late = (load, object, names) => {
  for (const name of names) Object.defineProperty(object, name, { enumerable: true, configurable: true, get() {
    const value = load()[name]
    Object.defineProperty(object, name, { enumerable: true, value })
    return value
  } })
  return object
}`

function late(value, place, written = [], left = []) {
  const entries = Object.entries(value).filter(([name, each]) => !left.includes(name) && each !== undefined)
  const plain = entries
    .filter(([, each]) => isPlain(each))
    .map(([name, each]) => `${JSON.stringify(name)}: ${JSON.stringify(each)}`)
  const others = entries.filter(([, each]) => !isPlain(each)).map(([name]) => name)
  const object = `{ ${[...plain, ...written].join(', ')} }`
  return others.length === 0 ? object : `late(() => ${place}, ${object}, ${JSON.stringify(others)})`
}

/** What JSON can say without loss. */
function isPlain(value) {
  if (typeof value !== 'object' || value === null)
    return ['string', 'number', 'boolean'].includes(typeof value) || value === null
  if (Array.isArray(value)) return value.every(isPlain)
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain)
}
