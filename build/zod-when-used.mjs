import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/**
 * esbuild: schemas are deferred ones (src/coercion/deferred-schema.ts) in place of zod's, and zod is loaded when the first of them
 * is asked what it does not know by itself. A run of a scenario without mistakes needs no zod.
 */
export const zodWhenUsed = {
  name: 'zod-when-used',
  setup({ onResolve, onLoad }) {
    const [deferred, real] = ['deferred-zod.ts', 'real-zod.ts'].map((file) => resolve('src/coercion', file))
    const namespace = 'zod-when-used'
    onResolve({ filter: /^zod$/ }, ({ importer }) => (importer === real ? undefined : { path: deferred }))
    onResolve({ filter: /\/real-zod\.ts$/ }, ({ importer }) =>
      importer === deferred ? { path: 'src/coercion/real-zod.ts', namespace } : undefined,
    )
    onLoad({ filter: /./, namespace }, async ({ path }) => ({
      contents: loading(path, namesIn(await readFile(path, 'utf8'))),
      resolveDir: process.cwd(),
    }))
  },
}

/** The names that a file passes on from zod. */
export const namesIn = (text) => /export \{([^}]*)\} from 'zod'/.exec(text)[1].match(/\w+/g)

/** The text of a module with functions of these names, which load the file at the first call. */
export function loading(path, names) {
  const each = names.map(
    (name, at) => `const f${at} = (...given) => used().${name}(...given)\nexport { f${at} as ${name} }`,
  )
  return `let loaded
    const used = () => loaded ??= require(${JSON.stringify(`./${path}`)})
    ${each.join('\n')}`
}
