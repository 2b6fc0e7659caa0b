import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from '../model/plugin.ts'
import type { Problem } from '../model/problem.ts'
import { restoreBuiltIns } from './built-ins.ts'
import { importModule } from './import-module.ts'
import { newVersionOf } from './load-anew.ts'
import { accountOf, nameAccount, onAccountOf, type Account } from './loading.ts'
import { mistakeIn } from './plugin-shape.ts'

/** Milliseconds after which a plugin that awaits something at its top is given up. */
const longestLoading = 10_000

const fromOutside = new WeakSet<Plugin>()

/** Counts plugins that were handed in as values among those from outside: they are code of others, too. */
export function countAsOutside(plugins: readonly Plugin[]): void {
  for (const plugin of plugins) fromOutside.add(plugin)
}

/** True for a plugin that was loaded here or handed in, and is not one of the built-in ones. */
export const isFromOutside = (plugin: Plugin): boolean => fromOutside.has(plugin)

/** What is done before code of others is imported for the first time. */
let beforeOthers: (() => Promise<void>) | undefined

/** Has this done once, before the first plugin from outside is loaded. */
export function beforeFirstPlugin(prepare: () => Promise<void>): void {
  let done: Promise<void> | undefined
  beforeOthers = () => (done ??= prepare())
}

type Loaded = { readonly plugin: Plugin } | { readonly problem: Omit<Problem, 'span'> }

/**
 * Imports a plugin: a path relative to the file that names it (.js, .mjs, .cjs, .ts, .mts), or a package found from there.
 * Never throws; the only place where code of others is imported.
 */
export async function loadPlugin(specifier: string, fromFile: string, patience = longestLoading): Promise<Loaded> {
  const found = locate(specifier, fromFile)
  if (typeof found !== 'string') return found
  await beforeOthers?.()
  const account = accountOf(found)
  let plugin: unknown
  let mistake: string | undefined
  try {
    const module = await within(
      patience,
      onAccountOf(account, () => importFile(found)),
    )
    if (module === undefined)
      return broken(specifier, 'it has not finished loading', 'what it awaits at its top never comes')
    plugin = (module as { readonly default?: unknown }).default
    // Its properties may be getters, which are code of others too.
    mistake = mistakeIn(plugin)
  } catch (error) {
    if (error instanceof NoTypeScript) {
      return broken(specifier, error.message, error.hint)
    }
    restoreBuiltIns()
    return broken(specifier, `it threw while loading: ${thrownMessage(error)}`, 'correct it, or remove it')
  }
  mistake ??= await mischief(account)
  if (mistake !== undefined) return broken(specifier, mistake, 'see the documentation of plugins')
  nameAccount(plugin as Plugin, account)
  fromOutside.add(plugin as Plugin)
  return { plugin: plugin as Plugin }
}

/** The default export of a file, or why there is none; what was thrown, where that is the reason. */
export type LoadedDefault =
  | { readonly value: unknown }
  | { readonly why: string; readonly hint: string; readonly thrown?: unknown }

/** Imports a configuration (.js, .mjs, .cjs, .ts, .mts) for its default export: a value, a promise of one, or a function that is called for it. */
export async function loadDefault(file: string, patience = longestLoading): Promise<LoadedDefault> {
  await beforeOthers?.()
  const account = accountOf(file)
  account.isConfiguration = true
  try {
    const loaded = await within(
      patience,
      onAccountOf(account, () => defaultOf(file)),
    )
    if (loaded === undefined)
      return { why: 'it has not finished loading', hint: 'what it awaits, or the promise that it exports, never comes' }
    const mistake = await mischief(account)
    if (mistake === undefined) return loaded
    return { why: mistake, hint: 'correct it, or remove it', thrown: account.thrown?.error }
  } catch (thrown) {
    if (thrown instanceof NoTypeScript) return { why: thrown.message, hint: thrown.hint }
    restoreBuiltIns()
    return { why: `it threw while loading: ${thrownMessage(thrown)}`, hint: 'correct it, or remove it', thrown }
  }
}

async function defaultOf(file: string): Promise<{ readonly value: unknown }> {
  const module = await importFile(file).catch((error: unknown) => {
    // Node does not tell where it is; jiti's parser does.
    if (error instanceof SyntaxError && error.stack?.includes(file) !== true) return importTypeScript(file)
    throw error
  })
  const exported = (module as { readonly default?: unknown }).default
  return { value: await (typeof exported === 'function' ? (exported as () => unknown)() : exported) }
}

/** What it did besides: it has a turn of the event loop to throw, since a rejection is known only then. */
async function mischief(account: Account): Promise<string | undefined> {
  const changed = restoreBuiltIns()
  if (changed !== undefined) return `it has changed ${changed}, which all other code uses`
  if (!account.settled) await new Promise<void>((resolve) => void setImmediate(resolve))
  account.settled = true
  return account.thrown === undefined
    ? undefined
    : `it threw an error that was not caught: ${thrownMessage(account.thrown.error)}`
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function broken(specifier: string, why: string, hint: string): Loaded {
  return { problem: { code: 'broken-plugin', message: `the plugin “${specifier}” cannot be used: ${why}`, hint } }
}

function unknown(specifier: string, message: string, hint: string): Loaded {
  return { problem: { code: 'unknown-plugin', message: `the plugin “${specifier}” is not there: ${message}`, hint } }
}

/** The first line of what was thrown, whatever it was. */
function thrownMessage(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return (text.split('\n')[0] ?? '').slice(0, 300) || 'it gave no reason'
}

/** The absolute path of a plugin that is named by one; undefined for a package. */
export const locatePath = (specifier: string, fromFile: string): string | undefined =>
  /^\.{0,2}[/\\]|^[A-Za-z]:[/\\]|\.[cm]?[jt]s$/.test(specifier) ? resolve(dirname(fromFile), specifier) : undefined

function locate(specifier: string, fromFile: string): string | Loaded {
  const file = locatePath(specifier, fromFile)
  if (file !== undefined) {
    if (!existsSync(file)) return unknown(specifier, 'no such file', 'the path is relative to the file that names it')
    return statSync(file).isFile()
      ? file
      : unknown(specifier, 'it is not a regular file', 'name the file that exports the plugin')
  }
  try {
    return createRequire(fromFile).resolve(specifier)
  } catch (error) {
    // A package that exports nothing to `require` is there all the same.
    const { code } = error as { readonly code?: string }
    const entry = code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? importEntry(specifier, fromFile) : undefined
    return (
      entry ??
      unknown(
        specifier,
        'no such package',
        `install it (npm install ${specifier}), or write ./ before the path of a file`,
      )
    )
  }
}

/** The file that `import` takes of a package whose exports have an `import` condition only. */
function importEntry(specifier: string, fromFile: string): string | undefined {
  for (let folder = dirname(resolve(fromFile)); ; folder = dirname(folder)) {
    const home = join(folder, 'node_modules', specifier)
    if (existsSync(join(home, 'package.json'))) {
      const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { readonly exports?: unknown }
      const entry = target(isTable(exports) && '.' in exports ? exports['.'] : exports)
      return entry === undefined ? undefined : join(home, entry)
    }
    if (folder === dirname(folder)) return undefined
  }
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function target(condition: unknown): string | undefined {
  if (typeof condition === 'string') return condition
  if (!isTable(condition)) return undefined
  return target(condition['node']) ?? target(condition['import']) ?? target(condition['default'])
}

class NoTypeScript extends Error {
  readonly hint = 'install jiti beside it (npm install jiti), take a newer Node, or compile it to JavaScript'
  constructor() {
    super('this Node cannot import TypeScript by itself')
  }
}

async function importFile(file: string): Promise<unknown> {
  try {
    return await importModule(`${pathToFileURL(file).href}${newVersionOf(file)}`)
  } catch (error) {
    if (!/\.[cm]?ts$/.test(file) || (error as { readonly code?: string }).code !== 'ERR_UNKNOWN_FILE_EXTENSION')
      throw error
    return importTypeScript(file)
  }
}

/**
 * Node below 22.18 does not strip types; jiti does. Its cache is off: by default it is a folder in the system's temporary folder
 * that every local user can write to, so that a planted file would run with the rights of the user who checks a scenario.
 */
async function importTypeScript(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti').catch(() => {
    throw new NoTypeScript()
  })
  return createJiti(pathToFileURL(file).href, { fsCache: false }).import(file)
}
