import { addToMap } from './json-comments.ts'
import { scenarioFrom } from '../templates.ts'

/** What becomes of one file of a project: it is written, or left alone for a reason. */
export type Part =
  | { readonly name: string; readonly text: string; readonly how: 'write' | 'change'; readonly what: string }
  | { readonly name: string; readonly left: string; readonly advice?: string }

/** A file's text; undefined when there is none. `unreadable` is what is there and cannot be read. */
export type Reader = (name: string) => string | undefined | { readonly unreadable: string }

export interface Project {
  readonly read: Reader
  /** True when some scenario is there already. */
  readonly hasScenarios: boolean
  readonly schema: string
  /** The folder of the scenarios, as a path from the project's with `/`. */
  readonly scenarios: string
  /** The folder of the tool's own package. */
  readonly home: string
}

const schemaIn = (folder: string): string => `${folder}/schema.json`
const settingsFile = '.vscode/settings.json'

/** What a project needs locally, in the order in which it is printed. */
export const partsFor = (project: Project): Part[] => [
  firstScenario(project),
  absent(project, schemaIn(project.scenarios), project.schema, 'the language, for editors'),
  settings(project),
  ignored(project),
]

/** A file that is written where there is none. */
export function absent(
  { read }: Pick<Project, 'read'>,
  name: string,
  text: string,
  what: string,
  advice?: string,
): Part {
  if (read(name) === undefined) return { name, text, how: 'write', what }
  return { name, left: 'it is there already', ...(advice === undefined ? {} : { advice }) }
}

function firstScenario(project: Project): Part {
  const name = `${project.scenarios}/echo.yaml`
  if (project.hasScenarios) return { name, left: 'there are scenarios already' }
  const text = scenarioFrom(project.home, 'echo', 'TCP echo server', 'schema.json')
  return absent(project, name, text, 'a first scenario')
}

/** Some versions of the extension know no braces, and some want a folder for `**`. */
const globsIn = (folder: string): string[] =>
  ['*.yaml', '**/*.yaml', '*.yml', '**/*.yml'].map((glob) => `${folder}/${glob}`)

/** VS Code's YAML extension reads which schema belongs to which files here. */
function settings({ read, scenarios }: Project): Part {
  const [key, name, globs] = ['yaml.schemas', `./${schemaIn(scenarios)}`, globsIn(scenarios)] as const
  const before = read(settingsFile)
  const advice = `add "${key}": { "${name}": ${JSON.stringify(globs)} } to it`
  if (typeof before === 'object') return { name: settingsFile, left: before.unreadable, advice }
  const text = addToMap(before ?? '', key, name, globs)
  if (text === undefined) return { name: settingsFile, left: 'it cannot be understood', advice }
  if (text === before) return { name: settingsFile, left: 'it names the schema already' }
  return { name: settingsFile, text, how: before === undefined ? 'write' : 'change', what: 'the schema, for VS Code' }
}

/** Recordings and transcripts that wait for a decision are only for their owner. */
const unshared = ['.scenario/', '*.new.txt']

function ignored({ read }: Project): Part {
  const name = '.gitignore'
  const before = read(name) ?? ''
  if (typeof before === 'object')
    return { name, left: before.unreadable, advice: `add the lines ${unshared.join(' and ')} to it` }
  const lines = before.split(/\r?\n/).map((line) => line.trim())
  const missing = unshared.filter(
    (line) => ![line, `/${line}`, line.replace(/\/$/, '')].some((one) => lines.includes(one)),
  )
  if (missing.length === 0) return { name, left: 'it has these lines already' }
  const eol = before.includes('\r\n') ? '\r\n' : '\n'
  const ended = before === '' || before.endsWith('\n') ? before : before + eol
  const text = ended + missing.map((line) => line + eol).join('')
  return { name, text, how: before === '' ? 'write' : 'change', what: missing.join(' and ') }
}
