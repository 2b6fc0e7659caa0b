import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import type { Source, Span } from '../model/span.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import { loadDefault } from '../registry/load.ts'
import { checkingOf } from '../scenario/check.ts'
import { readDocument } from '../scenario/read.ts'
import { NotData, nodeOf } from './from-value.ts'
import type { Settings } from './keys.ts'
import { readSettings } from './read.ts'
import type { Project } from './read.ts'
import { placeInStack } from './stack-place.ts'

/** A configuration that has been read and checked. */
export interface Configuration {
  /** Absolute path. */
  readonly file: string
  /** Its folder, from which its relative paths start. */
  readonly folder: string
  readonly settings: Settings
  /** In their order; absent where there are none. */
  readonly projects?: readonly Project[]
  /** Of one project: the settings are then those of the whole, with what the project says itself over them. */
  readonly project?: Project & { readonly around: Settings }
  /** The texts that places point into, for problems that are found later. */
  readonly sources: ReadonlyMap<string, Source>
}

interface Mistaken {
  readonly problems: readonly Problem[]
  readonly sources: ReadonlyMap<string, Source>
}

/** What reading a configuration needs from outside. */
export interface LoadHost {
  readonly registry: Registry
  read(file: string): { readonly bytes: Uint8Array } | { readonly problem: Problem }
  shown(file: string): string
  readonly inCi: boolean
  /** Milliseconds that code has to export its value. */
  readonly patience?: number
}

/** Reads the one configuration that was found; every mistake in it, with its place. Never throws. */
export async function loadConfiguration(
  files: readonly string[],
  host: LoadHost,
): Promise<{ readonly configuration: Configuration } | Mistaken> {
  const [file = '', other] = files
  if (other !== undefined)
    return mistaken([
      several(
        files.map((each) => path.basename(each)),
        host.shown(path.dirname(file)),
      ),
    ])
  const isCode = /\.[cm]?[jt]s$/.test(file)
  const opened = isCode ? await fromCode(file, host) : fromText(file, host)
  if ('problems' in opened) return opened
  const { root, source } = opened
  const c = checkingOf({ source, root }, host.registry, {
    readFile: () => ({ code: 'cannot-read', message: 'a configuration includes no files' }),
    vars: new Map(),
  })
  const all = readSettings(c, root, host.inCi)
  const sources = isCode ? new Map<string, Source>() : c.sources
  if (c.problems.length > 0) return { problems: c.problems, sources }
  return { configuration: { file, folder: path.dirname(file), ...all, sources } }
}

type Opened = { readonly root: YamlNode; readonly source: Source } | Mistaken

function fromText(file: string, { read, shown }: LoadHost): Opened {
  const answer = read(file)
  if ('problem' in answer) return mistaken([answer.problem])
  const made = readDocument(answer.bytes, file, shown(file))
  if ('problems' in made) return mistaken(made.problems.map(asConfiguration), made.source)
  const { source, root, mistakes = [] } = made.document
  if (mistakes.length > 0) return mistaken(mistakes, source)
  if (path.basename(file) !== 'package.json') return { root, source }
  const entry = root.type === 'map' ? root.entries.find(({ key }) => key === 'scenario') : undefined
  return { root: entry?.value ?? root, source }
}

/** The reader of scenarios says how those begin. */
const asConfiguration = (problem: Problem): Problem =>
  problem.code === 'empty-file'
    ? { ...problem, hint: 'write a key and its value, such as “jobs: 4”, or remove it' }
    : problem

async function fromCode(file: string, { shown, read, patience }: LoadHost): Promise<Opened> {
  const loaded = await loadDefault(file, patience)
  const name = shown(file)
  if (!('value' in loaded)) {
    const { why, hint, thrown } = loaded
    const answer = read(file)
    const text = 'bytes' in answer ? Buffer.from(answer.bytes).toString('utf8') : ''
    const source = { file, shown: name, text }
    const span = placeInStack(thrown, source) ?? { file: name, start: 0, end: 0 }
    return mistaken([broken(`the configuration cannot be used: ${why}`, span, hint)], source)
  }
  const { value } = loaded
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const hint = 'write “export default defineConfig({ … })”, with defineConfig of “scenario”'
    const what =
      value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`
    const message = `a configuration exports a map of its keys as its default, and this one exports ${what}`
    return mistaken([broken(message, { file: name, start: 0, end: 0 }, hint)])
  }
  try {
    return { root: nodeOf(value, name), source: { file, shown: name, text: '' } }
  } catch (error) {
    if (error instanceof NotData)
      return mistaken([
        {
          code: 'wrong-type',
          message: error.message,
          span: error.span,
          hint: 'write a text, a number, a list or a map',
        },
      ])
    const message = `the configuration threw while it was read: ${error instanceof Error ? error.message : String(error)}`
    return mistaken([broken(message, { file: name, start: 0, end: 0 }, 'export a value without getters')])
  }
}

const mistaken = (problems: readonly Problem[], source?: Source): Mistaken => ({
  problems,
  sources: new Map(source === undefined ? [] : [[source.file, source]]),
})

const broken = (message: string, span: Span, hint: string): Problem => ({ code: 'broken-config', message, span, hint })

const several = (names: readonly string[], folder: string): Problem => ({
  code: 'broken-config',
  message: `${names.join(' and ')} are both configurations of ${folder === '.' ? 'this folder' : folder}`,
  hint: 'keep one of them: configurations are not merged',
})
