import { build } from 'esbuild'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Script } from 'node:vm'
import type * as zod from 'zod'
import { zodWhenUsed } from '../../build/zod-when-used.mjs'
import type { plugins } from '../../plugins/index.ts'
import type { argumentOf, emptyArgument } from '../../src/coercion/argument.ts'
import type { DeferredSchema, realOf } from '../../src/coercion/deferred-schema.ts'
import type { fitted, misfit } from '../../src/coercion/fitted.ts'
import type { strict } from '../../src/coercion/strict.ts'
import type { Schema } from '../../src/model/plugin.ts'

const home = path.resolve(import.meta.dirname, '../..')

/** The built-in plugins with deferred schemas, as the program has them, and the functions that belong to them. */
export interface Deferred {
  readonly plugins: typeof plugins
  readonly argumentOf: typeof argumentOf
  readonly emptyArgument: typeof emptyArgument
  readonly DeferredSchema: typeof DeferredSchema
  readonly realOf: typeof realOf
  readonly fitted: typeof fitted
  readonly misfit: typeof misfit
  readonly strict: typeof strict
  /** What stands in place of zod. */
  readonly zod: typeof zod
  /** Whether zod has been loaded by now. */
  usesZod(): boolean
}

const entry = `export { plugins } from './plugins/index.ts'
export { argumentOf, emptyArgument } from './src/coercion/argument.ts'
export { DeferredSchema, realOf } from './src/coercion/deferred-schema.ts'
export { fitted, misfit } from './src/coercion/fitted.ts'
export { strict } from './src/coercion/strict.ts'
export * as zod from 'zod'`

export async function deferredPlugins(): Promise<Deferred> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: home, loader: 'ts' },
    absWorkingDir: home,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    external: ['zod', 'ws', '@xterm/headless', '@resvg/resvg-js', '@peculiar/x509', '@lydell/node-pty', 'serialport'],
    define: { 'import.meta.url': '__moduleUrl' },
    logOverride: { 'import-is-undefined': 'error' },
    plugins: [zodWhenUsed],
  })
  const installed = createRequire(path.join(home, 'package.json'))
  let used = false
  const require = (name: string): unknown => {
    used ||= name === 'zod'
    return installed(name)
  }
  const module = { exports: {} as Deferred }
  const text = `(function (module, require, __moduleUrl) {${outputFiles[0]!.text}\n})`
  const run = new Script(text).runInThisContext() as (...given: unknown[]) => void
  run(module, require, import.meta.url)
  return { ...module.exports, usesZod: () => used }
}

/** Every schema that stands anywhere in a value, by the way to it. */
export function schemasIn(value: unknown, isSchema: (value: object) => boolean): Map<string, Schema> {
  const found = new Map<string, Schema>()
  const seen = new Set<unknown>()
  const visit = (value: unknown, way: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isSchema(value)) found.set(way, value as Schema)
    else for (const [key, part] of Object.entries(value)) visit(part, `${way}.${key}`)
  }
  visit(value, '')
  return found
}
